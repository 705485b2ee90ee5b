using System.Reflection;

namespace SfnMapRun.Service;

/// <summary>The way from the cmdlets to AWS: loads SfnMapRun.Aws when the first command needs it.</summary>
internal static class StepFunctionsService
{
    private static readonly Lazy<Func<ConnectionSettings, CancellationToken, Task<IStepFunctions>>> Connector = new(Load);

    /// <summary>Finds credentials and returns what makes the calls.</summary>
    /// <exception cref="StepFunctionsException">There are no credentials, or they can't be used.</exception>
    public static Task<IStepFunctions> ConnectAsync(ConnectionSettings settings, CancellationToken cancellationToken) =>
        Connector.Value(settings, cancellationToken);

    private static Func<ConnectionSettings, CancellationToken, Task<IStepFunctions>> Load() =>
        new ServiceLoadContext()
            .LoadFromAssemblyName(new AssemblyName("SfnMapRun.Aws"))
            .GetType("SfnMapRun.Aws.StepFunctionsGateway", throwOnError: true)!
            .GetMethod("ConnectAsync")!
            .CreateDelegate<Func<ConnectionSettings, CancellationToken, Task<IStepFunctions>>>();
}
