namespace Halcyon.Accounts.ExternalSignIn;

/// <summary>Where to go after signing in: a path of this site and nothing else, or the link would lead people astray under our name.</summary>
internal static class LocalPath
{
    private const int MaximumLength = 512;

    /// <summary>
    /// One slash at the start and no other mark that a browser could read as the start of a host: it takes `\` for `/` and
    /// drops tabs and line breaks. Only printable ASCII, as an address has it.
    /// </summary>
    public static bool IsLocal(string? path) =>
        path is ['/', ..] && path.Length <= MaximumLength
        && (path.Length == 1 || path[1] != '/')
        && path.All(c => c is > ' ' and < '\u007F' and not '\\');

    public static string Or(string? path, string otherwise) => IsLocal(path) ? path! : otherwise;
}
