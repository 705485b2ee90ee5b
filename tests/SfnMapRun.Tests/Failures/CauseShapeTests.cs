using SfnMapRun.Failures;

namespace SfnMapRun.Tests.Failures;

public sealed class CauseShapeTests
{
    [Theory]
    [InlineData("Order ORD-00123 not found", "Order ORD-<n> not found")]
    [InlineData("Task timed out after 3.00 seconds", "Task timed out after <n> seconds")]
    [InlineData("took 3000ms, used 12.5MB of 1,024 KB, 97%", "took <n>ms, used <n>MB of <n> KB, <n>%")]
    [InlineData("at -5 or (+1.5e-7), not 2E-9", "at <n> or (<n>), not <n>")]
    [InlineData("job abc123def456 of 4f9c1b2a77 lost item7", "job <id> of <id> lost item<n>")]
    [InlineData("cafe12babe, 12345abc and 12345678", "<id>, <id> and <n>")]
    [InlineData("8f14e45f-ceea-467e-9d4c-f0a2f5d0b3a1 failed at 0xC0000005", "<id> failed at <n>")]
    [InlineData("2024-05-06T07:08:09.123Z START 2024-05-06 07:08:09 +02:00 on 2024/05/06", "<date> START <date> on <date>")]
    [InlineData(
        "Signature expired: 20240506T070809Z is now earlier than 20240506T071309Z", "Signature expired: <date> is now earlier than <date>")]
    [InlineData("connect ECONNREFUSED 10.0.0.12:5432 (ip-10-0-0-12)", "connect ECONNREFUSED <ip> (ip-<n>-<n>-<n>-<n>)")]
    [InlineData("version 1.2.3.4.5", "version <n>")]
    [InlineData("Row 'k-17a9' of \"file 12.csv\" is empty", "Row 'k-<id>' of \"file <n>.csv\" is empty")]
    [InlineData("ab12cd has 7up of x9", "ab<n>cd has <n>up of x<n>")]
    [InlineData("No space left on device", "No space left on device")]
    public void What_differs_from_child_to_child_is_folded(string cause, string shape) => Assert.Equal(shape, CauseShape.Of(cause));

    [Theory]
    [InlineData(
        "GET https://api-2.example.com:8080/orders/4711/items?id=12&token=abc failed.", "GET https://api-2.example.com:8080/orders/<n>/items?<query> failed.")]
    [InlineData("(see http://10.1.2.3:80/x?y=1) s3://bucket-1/key-00042.json", "(see http://<ip>/x?<query>) s3://bucket-1/key-<n>.json")]
    public void A_URL_keeps_its_host(string cause, string shape) => Assert.Equal(shape, CauseShape.Of(cause));

    [Theory]
    [InlineData(
        "User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized on \"arn:aws-cn:s3:::b/k 1.txt\".", "User: <arn> is not authorized on \"<arn> <n>.txt\".")]
    [InlineData("Failed: arn:aws:states:eu-central-1:123456789012:execution:Größe/Läufe:7d1c.", "Failed: <arn>.")]
    public void An_ARN_is_folded_whole(string cause, string shape) => Assert.Equal(shape, CauseShape.Of(cause));

    [Theory]
    [InlineData("HTTP 404, retried 404 times", "HTTP 404, retried <n> times")]
    [InlineData("Request failed with status code 404", "Request failed with status code 404")]
    [InlineData("Command failed with exit code -1; exit status 137", "Command failed with exit code -1; exit status 137")]
    [InlineData("statusCode: 503, \"status\":429, code 12345, code 1.5", "statusCode: 503, \"status\":429, code <n>, code <n>")]
    public void A_code_is_kept_for_it_tells_kinds_apart(string cause, string shape) => Assert.Equal(shape, CauseShape.Of(cause));

    [Theory]
    [InlineData(
        "Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: WQERTYUIOPASDFGH; S3 Extended Request ID: eft/xk+aD=)",
        "Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: <id>; S3 Extended Request ID: <id>)")]
    [InlineData(
        "RequestId: abcdefgh Error: Runtime exited with error: signal: killed", "RequestId: <id> Error: Runtime exited with error: signal: killed")]
    public void A_request_id_is_folded_whatever_it_looks_like(string cause, string shape) => Assert.Equal(shape, CauseShape.Of(cause));

    [Theory]
    [InlineData("AmazonS3Exception in EC2 with SHA256 and IPv4")]
    [InlineData("S3, s3, ec2, IPv6, MD5, Base64, Int32 or Int64")]
    [InlineData("java.lang.NullPointerException: deadbeef cafebabe")]
    public void A_name_is_no_id(string cause) => Assert.Equal(cause, CauseShape.Of(cause));

    [Theory]
    [InlineData(
        """{"errorMessage":"Order ORD-1 not found","errorType":"OrderNotFound","requestId":"x","stackTrace":["a.py"]}""", "OrderNotFound: Order ORD-<n> not found")]
    [InlineData("""{"errorType":"Error","errorMessage":"no\tsuch \"file\"","trace":["Error: no","    at 1"]}""", "Error: no such \"file\"")]
    [InlineData("""{"errorType":"Runtime.ExitError"}""", "Runtime.ExitError")]
    [InlineData("""{"errorMessage":"out of memory","errorType":null}""", "out of memory")]
    [InlineData("""{"errorMessage":"out of memory","errorType":""}""", "out of memory")]
    [InlineData("""{"JobId":"7","StatusReason":"Host terminated"}""", "Host terminated")]
    [InlineData("""  {"errorMessage":"{\"errorMessage\":\"inner 5\",\"errorType\":\"I\"}","errorType":"O"}""", "O: I: inner <n>")]
    [InlineData(
        """{"ExecutionArn":"arn:aws:states:x:1:execution:a:b","Error":"States.TaskFailed","Cause":"{\"errorMessage\":\"gone\",\"errorType\":\"Gone\"}"}""", "States.TaskFailed: Gone: gone")]
    [InlineData(
        """{"Attachments":[],"Containers":[{"ExitCode":1}],"StoppedReason":"Essential container in task exited"}""", "Essential container in task exited")]
    [InlineData(
        """Returned payload: {"errorMessage":"2024-05-06T07:08:09.123Z 8f14e45f-ceea-467e-9d4c-f0a2f5d0b3a1 Task timed out after 3.00 seconds"}""", "Returned payload: <date> <id> Task timed out after <n> seconds")]
    public void Of_JSON_the_error_type_and_message_count(string cause, string shape) => Assert.Equal(shape, CauseShape.Of(cause));

    [Fact]
    public void JSON_in_JSON_is_read_four_deep()
    {
        var cause = "deep";
        for (var i = 0; i < 6; i++)
        {
            cause = System.Text.Json.JsonSerializer.Serialize(new { errorType = $"E{(char)('F' - i)}", errorMessage = cause });
        }

        Assert.StartsWith("EA: EB: EC: ED: {\"errorType\":\"EE\",", CauseShape.Of(cause), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errorMessage":"Order 5""", """{"errorMessage":"Order <n>""")]
    [InlineData("""{"message":"gone"}""", """{"message":"gone"}""")]
    [InlineData("""{"errorMessage":7}""", """{"errorMessage":<n>}""")]
    [InlineData("""{"errorMessage":"\ud800"}""", """{"errorMessage":"\ud<n>"}""")]
    [InlineData("Braces {0} and [12]", "Braces {<n>} and [<n>]")]
    public void Any_other_JSON_is_text(string cause, string shape) => Assert.Equal(shape, CauseShape.Of(cause));

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(" \r\n", "")]
    [InlineData("  Traceback\r\n\r\n    line 12\n", "Traceback line <n>")]
    [InlineData("\u001b[31mred\u0000", "[<n>mred")]
    public void White_space_is_one_space(string? cause, string shape) => Assert.Equal(shape, CauseShape.Of(cause));

    [Fact]
    public void A_shape_is_cut_at_200_characters()
    {
        Assert.Equal(new string('a', 200), CauseShape.Of(new string('a', 200)));
        Assert.Equal(new string('a', 199) + "…", CauseShape.Of(new string('a', 201)));
        Assert.Equal(new string('a', 198) + "…", CauseShape.Of(new string('a', 198) + "😀bc"));
        Assert.Equal(CauseShape.Of(new string('!', 300)), CauseShape.Of(new string('!', 30_000)));
    }

    // These would not end where the time is not linear.
    [Theory]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("a1")]
    [InlineData("1.")]
    [InlineData("-1")]
    [InlineData("?a")]
    [InlineData("?a=")]
    [InlineData("arn:aws-")]
    [InlineData("arn:aws:.")]
    [InlineData("a:/")]
    [InlineData("code ")]
    [InlineData("requestid=")]
    [InlineData("{\"a\":")]
    [InlineData(" ")]
    public void The_longest_cause_is_no_trouble(string unit) =>
        Assert.InRange(CauseShape.Of(string.Concat(Enumerable.Repeat(unit, 32_768 / unit.Length))).Length, 0, 200);

    [Fact]
    public void A_shape_has_nothing_left_to_fold()
    {
        var shape = CauseShape.Of(
            "8f14e45f-ceea-467e-9d4c-f0a2f5d0b3a1 at 10.0.0.1:80, ORD-7, https://h/p?q=1, arn:aws:s3:::b, 2024-05-06, 5.5s");
        Assert.Equal(shape, CauseShape.Of(shape));
    }
}
