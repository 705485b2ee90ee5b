# Every set-up that can't work, the error that it gives before the first call, and what that error has to name.
# {url}, {host}, {drive}: see CredentialCases.ps1. {silent} is an address that takes connections and never answers.

$role = 'arn:aws:iam::123456789012:role/Reader'
$base = "[base]`naws_access_key_id = AKIAIOSFODNN7EXAMPLE`naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
$signIn = "[profile ops]`nsso_account_id = 123456789012`nsso_role_name = Reader`nsso_session = work`n[sso-session work]`nsso_region = eu-central-1`nsso_start_url = https://example.awsapps.com/start"
$ops = @{ ProfileName = 'ops' }

@(
    @{ Name = 'A profile that is not there'; Files = @{ credentials = $base }; Parameters = $ops; Id = 'ProfileNotFound'; Names = "'ops'", 'base', '{drive}/credentials' }
    @{ Name = 'AWS_PROFILE names a profile that is not there'; Files = @{ credentials = $base }; Environment = @{ AWS_PROFILE = 'ops' }; Id = 'ProfileNotFound'; Names = "'ops'", 'base' }
    @{ Name = 'A profile without credentials'; Files = @{ config = "[profile ops]`nregion = eu-central-1" }; Parameters = $ops; Id = 'InvalidCredentials'; Names = , 'ops' }
    @{ Name = 'A file that is no config file'; Files = @{ credentials = "{ ""this"": ""is JSON"" }" }; Parameters = $ops; Id = 'BrokenConfigFile'; Names = '{drive}/credentials', 'Line 1' }
    @{ Name = 'A profile with half a pair of keys'; Files = @{ credentials = "[ops]`naws_access_key_id = AKIAIOSFODNN7EXAMPLE" }; Parameters = $ops; Id = 'InvalidCredentials'; Names = , 'ops' }
    @{ Name = 'A credential_process that fails'; Files = @{ config = "[profile ops]`ncredential_process = {print} {drive}{slash}no-such-thing" }; Parameters = $ops; Id = 'CredentialProcessFailed'; Names = "'ops'", 'no-such-thing' }
    @{ Name = 'A credential_process that is not there'; Files = @{ config = "[profile ops]`ncredential_process = {drive}/no-such-program" }; Parameters = $ops; Id = 'CredentialProcessFailed'; Names = , "'ops'" }
    @{ Name = 'A credential_process that prints something else'; Files = @{ config = "[profile ops]`ncredential_process = echo hello" }; Parameters = $ops; Id = 'CredentialProcessFailed'; Names = , "'ops'" }
    @{ Name = 'A role that can not be assumed'; Files = @{ config = "[profile ops]`nrole_arn = arn:aws:iam::123456789012:role/Denied`nsource_profile = base"; credentials = $base }; Parameters = $ops; Id = 'RoleNotAssumed'; Names = 'arn:aws:iam::123456789012:role/Denied', 'not authorized' }
    @{ Name = 'A role whose source_profile is not there'; Files = @{ config = "[profile ops]`nrole_arn = $role`nsource_profile = base" }; Parameters = $ops; Id = 'InvalidCredentials'; Names = , 'base' }
    @{ Name = 'A web identity token that is not valid'; Files = @{ config = "[profile ops]`nrole_arn = $role`nweb_identity_token_file = {drive}/token"; token = 'a wrong token' }; Parameters = $ops; Id = 'RoleNotAssumed'; Names = , 'token is not valid' }
    @{ Name = 'A web identity token file that is not there'; Environment = @{ AWS_ROLE_ARN = $role; AWS_WEB_IDENTITY_TOKEN_FILE = '{drive}/token' }; Id = 'InvalidCredentials'; Names = , '{drive}/token' }
    @{ Name = 'A sign-in that never was'; Files = @{ config = $signIn }; Parameters = $ops; Id = 'SsoTokenExpired'; Names = "'ops'", 'aws sso login --profile ops' }
    @{ Name = 'A sign-in that has expired'; Files = @{ config = $signIn; 'home/.aws/sso/cache/e274eeff768c6396088ec6eb091f4bf4d47ab1e0.json' = '{"startUrl":"https://example.awsapps.com/start","region":"eu-central-1","accessToken":"old","expiresAt":"2020-01-01T00:00:00Z"}' }; Parameters = $ops; Id = 'SsoTokenExpired'; Names = "'ops'", 'aws sso login --profile ops' }
    @{ Name = 'A container endpoint that is not there'; Environment = @{ AWS_CONTAINER_CREDENTIALS_FULL_URI = 'http://127.0.0.1:1/' }; Id = 'InvalidCredentials'; Names = , 'container' }
    @{ Name = 'Half a pair of keys in the environment'; Environment = @{ AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE' }; Id = 'InvalidCredentials'; Names = , 'AWS_SECRET_ACCESS_KEY' }
    @{ Name = 'Nothing at all'; Id = 'NoCredentials'; Names = , 'aws configure' }
    @{ Name = 'Instance metadata that does not respond'; Environment = @{ AWS_EC2_METADATA_DISABLED = $null; AWS_EC2_METADATA_SERVICE_ENDPOINT = '{silent}' }; Id = 'NoCredentials'; Names = , 'did not respond' }
    @{ Name = 'A role over instance metadata that does not respond'; Files = @{ config = "[profile ops]`nrole_arn = $role`ncredential_source = Ec2InstanceMetadata" }; Environment = @{ AWS_EC2_METADATA_DISABLED = $null; AWS_EC2_METADATA_SERVICE_ENDPOINT = '{silent}' }; Parameters = $ops; Id = 'NoCredentials'; Names = , 'did not respond' }
    @{ Name = '-Credential: something else'; Credential = { 42 }; Id = 'InvalidCredentials'; Names = 'System.Int32', 'PSCredential' }
    @{ Name = 'An endpoint in the environment that is none'; Environment = @{ AWS_ENDPOINT_URL = 'no address'; AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE'; AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }; Id = 'InvalidEndpoint'; Names = , 'no address' }
    @{ Name = 'A custom endpoint with FIPS'; Environment = @{ AWS_USE_FIPS_ENDPOINT = 'true'; AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE'; AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }; Id = 'InvalidEndpoint'; Names = , 'FIPS' }
)
