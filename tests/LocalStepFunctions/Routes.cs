namespace LocalStepFunctions;

/// <summary>
/// Routes whose handlers take the request as it is. ASP.NET would compile an expression for each that takes parameters, in each of the
/// hundreds of endpoints that a run of the tests starts.
/// </summary>
internal static class Routes
{
    public static void MapGet(this WebApplication app, string path, Func<HttpRequest, IResult> handle) =>
        app.MapGet(path, new RequestDelegate(context => handle(context.Request).ExecuteAsync(context)));

    public static void MapPut(this WebApplication app, string path, Func<HttpRequest, IResult> handle) =>
        app.MapPut(path, new RequestDelegate(context => handle(context.Request).ExecuteAsync(context)));

    public static void MapPost(this WebApplication app, string path, Func<HttpRequest, Task<IResult>> handle) =>
        app.MapPost(path, new RequestDelegate(async context => await (await handle(context.Request)).ExecuteAsync(context)));
}
