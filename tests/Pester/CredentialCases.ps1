# Every way to credentials: what is set up, what the command is given, and what the session token of the call then starts
# with (the local services sign their tokens with their names; permanent keys have none).
# {url} is the local endpoint ({host} the same without a slash at its end), {drive} a folder of the test's own, {slash} what
# parts a path here, {print} the command that prints a file.

$role = 'arn:aws:iam::123456789012:role/Reader'
$keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE`naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
$keyVariables = @{ AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE'; AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
$temporaryKeys = @{ AccessKey = 'ASIAIOSFODNN7EXAMPLE'; SecretKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'; SessionToken = 'local-session-token' }
$signIn = "[sso-session work]`nsso_region = eu-central-1`nsso_start_url = https://example.awsapps.com/start`nsso_registration_scopes = sso:account:access"
$signInProfile = "[profile ops]`nsso_account_id = 123456789012`nsso_role_name = Reader"

# The file in which 'aws sso login' leaves a token: its name is the SHA-1 of the session's name or the start URL.
function Get-SignInCache([string] $Key, [hashtable] $Token) {
    $name = [Convert]::ToHexString([Security.Cryptography.SHA1]::HashData([Text.Encoding]::UTF8.GetBytes($Key))).ToLowerInvariant()
    @{ "home/.aws/sso/cache/$name.json" = @{ startUrl = 'https://example.awsapps.com/start'; region = 'eu-central-1' } + $Token | ConvertTo-Json }
}

$valid = @{ accessToken = 'local-sso-access-token'; expiresAt = '2100-01-01T00:00:00Z' }
$renewable = @{
    accessToken = 'an-old-token'; expiresAt = '2020-01-01T00:00:00Z'; refreshToken = 'local-sso-refresh-token'
    clientId = 'client'; clientSecret = 'client-secret'; registrationExpiresAt = '2100-01-01T00:00:00Z'
}

@(
    @{ Name = 'Keys as parameters'; Parameters = @{ AccessKey = 'AKIAIOSFODNN7EXAMPLE'; SecretKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }; Token = '' }
    @{ Name = 'Temporary keys as parameters'; Parameters = $temporaryKeys; Token = 'local-session-token' }
    @{ Name = 'Keys by property name'; InputProperties = $temporaryKeys; Token = 'local-session-token' }
    @{ Name = '-Credential: a PSCredential'; Credential = { [pscredential]::new('AKIAIOSFODNN7EXAMPLE', (ConvertTo-SecureString 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' -AsPlainText -Force)) }; Token = '' }
    @{ Name = '-Credential: what Get-AWSCredential of AWS Tools returns'; Needs = 'Foreign'; Credential = { [Amazon.Runtime.SessionAWSCredentials]::new('ASIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'local-session-token') }; Token = 'local-session-token' }
    @{ Name = '-Credential: the Credentials of an assumed role'; Credential = { [pscustomobject]@{ AccessKeyId = 'ASIAIOSFODNN7EXAMPLE'; SecretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'; SessionToken = 'local-session-token' } }; Token = 'local-session-token' }
    @{ Name = '-ProfileName: static keys'; Files = @{ credentials = "[ops]`n$keys" }; Parameters = @{ ProfileName = 'ops' }; Token = '' }
    @{ Name = '-ProfileName: temporary keys'; Files = @{ credentials = "[ops]`naws_access_key_id = ASIAIOSFODNN7EXAMPLE`naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`naws_session_token = local-session-token" }; Parameters = @{ ProfileName = 'ops' }; Token = 'local-session-token' }
    @{ Name = '-ProfileName: credential_process'; Files = @{ config = "[profile ops]`ncredential_process = {print} {drive}{slash}keys.json"; 'keys.json' = '{"Version":1,"AccessKeyId":"ASIAIOSFODNN7EXAMPLE","SecretAccessKey":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY","SessionToken":"local-session-token"}' }; Parameters = @{ ProfileName = 'ops' }; Token = 'local-session-token' }
    @{ Name = '-ProfileName: role_arn with source_profile'; Files = @{ config = "[profile ops]`nrole_arn = $role`nsource_profile = base"; credentials = "[base]`n$keys" }; Parameters = @{ ProfileName = 'ops' }; Token = 'issued-by-role-' }
    @{ Name = '-ProfileName: role_arn with a source_profile that assumes a role'; Files = @{ config = "[profile ops]`nrole_arn = $role`nsource_profile = middle`n[profile middle]`nrole_arn = $role`nsource_profile = base"; credentials = "[base]`n$keys" }; Parameters = @{ ProfileName = 'ops' }; Token = 'issued-by-role-' }
    @{ Name = '-ProfileName: role_arn with credential_source Environment'; Files = @{ config = "[profile ops]`nrole_arn = $role`ncredential_source = Environment" }; Environment = $keyVariables; Parameters = @{ ProfileName = 'ops' }; Token = 'issued-by-role-' }
    @{ Name = '-ProfileName: role_arn with credential_source EcsContainer'; Files = @{ config = "[profile ops]`nrole_arn = $role`ncredential_source = EcsContainer" }; Environment = @{ AWS_CONTAINER_CREDENTIALS_FULL_URI = '{url}container' }; Parameters = @{ ProfileName = 'ops' }; Token = 'issued-by-role-' }
    @{ Name = '-ProfileName: role_arn with credential_source Ec2InstanceMetadata'; Files = @{ config = "[profile ops]`nrole_arn = $role`ncredential_source = Ec2InstanceMetadata" }; Environment = @{ AWS_EC2_METADATA_DISABLED = $null; AWS_EC2_METADATA_SERVICE_ENDPOINT = '{host}' }; Parameters = @{ ProfileName = 'ops' }; Token = 'issued-by-role-' }
    @{ Name = '-ProfileName: web identity'; Files = @{ config = "[profile ops]`nrole_arn = $role`nweb_identity_token_file = {drive}/token"; token = 'local-web-identity-token' }; Parameters = @{ ProfileName = 'ops' }; Token = 'issued-by-web-identity-' }
    @{ Name = '-ProfileName: SSO with an sso_session'; Files = @{ config = "$signInProfile`nsso_session = work`n$signIn" } + (Get-SignInCache 'work' $valid); Parameters = @{ ProfileName = 'ops' }; Token = 'issued-by-sso-' }
    @{ Name = '-ProfileName: SSO with an sso_session whose token is renewed'; Files = @{ config = "$signInProfile`nsso_session = work`n$signIn" } + (Get-SignInCache 'work' $renewable); Parameters = @{ ProfileName = 'ops' }; Token = 'issued-by-sso-' }
    @{ Name = '-ProfileName: SSO without an sso_session'; Files = @{ config = "$signInProfile`nsso_region = eu-central-1`nsso_start_url = https://example.awsapps.com/start" } + (Get-SignInCache 'https://example.awsapps.com/start' $valid); Parameters = @{ ProfileName = 'ops' }; Token = 'issued-by-sso-' }
    @{ Name = 'AWS Tools defaults: $StoredAWSCredentials and $StoredAWSRegion'; AwsTools = $true; Token = 'local-session-token' }
    @{ Name = 'Environment: keys'; Environment = $keyVariables; Token = '' }
    @{ Name = 'Environment: temporary keys'; Environment = @{ AWS_ACCESS_KEY_ID = 'ASIAIOSFODNN7EXAMPLE'; AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'; AWS_SESSION_TOKEN = 'local-session-token' }; Token = 'local-session-token' }
    @{ Name = 'Environment: AWS_PROFILE'; Files = @{ config = "[profile ops]`nrole_arn = $role`nsource_profile = base"; credentials = "[base]`n$keys" }; Environment = @{ AWS_PROFILE = 'ops' }; Token = 'issued-by-role-' }
    @{ Name = 'The profile default'; Files = @{ credentials = "[default]`n$keys" }; Token = '' }
    @{ Name = 'Environment: web identity (EKS)'; Files = @{ token = 'local-web-identity-token' }; Environment = @{ AWS_ROLE_ARN = $role; AWS_WEB_IDENTITY_TOKEN_FILE = '{drive}/token' }; Token = 'issued-by-web-identity-' }
    @{ Name = 'Container: full URI'; Environment = @{ AWS_CONTAINER_CREDENTIALS_FULL_URI = '{url}container' }; Token = 'issued-by-container-' }
    @{ Name = 'Container: full URI with a token'; Environment = @{ AWS_CONTAINER_CREDENTIALS_FULL_URI = '{url}container/guarded'; AWS_CONTAINER_AUTHORIZATION_TOKEN = 'local-container-token' }; Token = 'issued-by-container-' }
    @{ Name = 'Container: full URI with a token file (EKS Pod Identity)'; Files = @{ token = 'local-container-token' }; Environment = @{ AWS_CONTAINER_CREDENTIALS_FULL_URI = '{url}container/guarded'; AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE = '{drive}/token' }; Token = 'issued-by-container-' }
    @{ Name = 'Container: relative URI (ECS)'; Environment = @{ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI = '/container' }; Token = 'issued-by-container-' }
    @{ Name = 'Instance metadata, version 2'; Environment = @{ AWS_EC2_METADATA_DISABLED = $null; AWS_EC2_METADATA_SERVICE_ENDPOINT = '{host}' }; Token = 'issued-by-instance-' }
)
