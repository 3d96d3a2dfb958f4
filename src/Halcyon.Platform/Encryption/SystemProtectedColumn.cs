namespace Halcyon.Platform.Encryption;

/// <summary>
/// Where values of <see cref="ISystemProtector"/> lie. Who keeps one registers its column, and key rotation covers it; a test
/// finds values that no registration tells of.
/// </summary>
/// <param name="Table">With its schema.</param>
/// <param name="Key">Column with an order and a unique index.</param>
/// <param name="Column">`bytea`, may be null.</param>
/// <param name="Purpose">What the value of that key was protected for.</param>
public sealed record SystemProtectedColumn(string Table, string Key, string Column, Func<object, string> Purpose);
