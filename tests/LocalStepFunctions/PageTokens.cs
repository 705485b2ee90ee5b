using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalStepFunctions.Operations;

namespace LocalStepFunctions;

/// <summary>
/// The tokens that lead from one page of a list to the next. A token is good for 24 hours, for the operation that issued
/// it, and for the same arguments: the service asks for all of them to be left as they were.
/// </summary>
internal sealed class PageTokens(TimeProvider clock)
{
    private const string Member = "nextToken";
    private const int Longest = 3096;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>A page of a list that has so many items.</summary>
    public JsonObject Page(string operation, string member, JsonObject request, int total, Func<int, JsonNode> item)
    {
        var from = Read(operation, request) ?? 0;
        var count = Math.Min(Arguments.PageSize(request), total - from);
        var page = new JsonObject { [member] = new JsonArray(Enumerable.Range(from, count).Select(item).ToArray()) };
        if (from + count < total)
        {
            page[Member] = Issue(operation, request, from + count);
        }

        return page;
    }

    public string Issue(string operation, JsonObject request, int next)
    {
        var content = string.Create(CultureInfo.InvariantCulture, $"{next}.{clock.GetUtcNow().UtcTicks}");
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{content}.{Sign(operation, request, content)}"));
    }

    /// <summary>Where the page of a request begins, null for the first page.</summary>
    /// <exception cref="ServiceException">The token is none of ours, of another list, or too old.</exception>
    public int? Read(string operation, JsonObject request)
    {
        if (Protocol.OptionalText(request, Member, Longest) is not { } token)
        {
            return null;
        }

        return Decode(token).Split('.') is [var next, var issued, var signature]
            && signature == Sign(operation, request, $"{next}.{issued}")
            && clock.GetUtcNow().UtcTicks - long.Parse(issued, CultureInfo.InvariantCulture) <= Life.Ticks
                ? int.Parse(next, CultureInfo.InvariantCulture)
                : throw new ServiceException("InvalidToken", $"Invalid Token: '{token}'");
    }

    private static string Decode(string token) =>
        Base64.IsValid(token) ? Encoding.UTF8.GetString(Convert.FromBase64String(token)) : string.Empty;

    private string Sign(string operation, JsonObject request, string content)
    {
        var arguments = request.Where(member => member.Key != Member).OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{member.Key}={member.Value?.ToJsonString()}");
        return Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{operation}\n{string.Join('\n', arguments)}\n{content}")));
    }
}
