using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

/// <summary>The least that describing Map Runs one at a time can cost in .NET: a bare HttpClient, unsigned, its answers not read.</summary>
public static class Floor
{
    public static void Run(string url, string[] arns)
    {
        using var client = new HttpClient();
        foreach (var arn in arns)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"mapRunArn\":\"" + arn + "\"}"));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
            content.Headers.Add("X-Amz-Target", "AWSStepFunctions.DescribeMapRun");
            using var response = client.PostAsync(url, content).GetAwaiter().GetResult();
            response.EnsureSuccessStatusCode();
            response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        }
    }
}
