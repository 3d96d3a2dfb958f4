namespace Halcyon.Platform.Status;

/// <summary>One thing that an operator should know of.</summary>
/// <param name="Name">Stable.</param>
/// <param name="State">good, warning or bad.</param>
/// <param name="Text">What is, and when it is not good, what to do.</param>
public sealed record SystemCheck(string Name, string State, string Text)
{
    public static SystemCheck Good(string name, string text) => new(name, "good", text);

    public static SystemCheck Warning(string name, string text) => new(name, "warning", text);

    public static SystemCheck Bad(string name, string text) => new(name, "bad", text);
}

/// <summary>Asks one part of the system how it is, for the administrator's page. Must answer within a second or so.</summary>
public interface ISystemChecks
{
    Task<IReadOnlyList<SystemCheck>> RunAsync(CancellationToken cancellationToken);
}
