using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Halcyon.Platform.Modules;

namespace Halcyon.Platform.Database.Migrations;

/// <summary>One numbered SQL file of a module. Its bytes, without carriage returns, are its identity.</summary>
/// <param name="Checksum">SHA-256, lower-case hexadecimal.</param>
public sealed partial record Migration(string Schema, int Number, string Name, string Sql, string Checksum)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Schema}/{Number:D4}_{Name}");

    /// <summary>All migrations of a module in number order. Numbers may leave gaps: features keep blocks of their own.</summary>
    /// <exception cref="MigrationException">A misnamed file, or a number that is given twice.</exception>
    public static IReadOnlyList<Migration> Of(ModuleRegistration module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var found = module.Assembly.GetManifestResourceNames()
            .Where(resource => resource.EndsWith(".sql", StringComparison.Ordinal))
            .Select(resource => Read(module, resource))
            .OrderBy(migration => migration.Number)
            .ToList();
        for (var index = 1; index < found.Count; index++)
        {
            if (found[index].Number == found[index - 1].Number)
                throw new MigrationException($"Migrations of '{module.Schema}' must each have a number of their own; {found[index]} and {found[index - 1]} share one.");
        }

        return found;
    }

    private static Migration Read(ModuleRegistration module, string resource)
    {
        var match = FileName().Match(resource);
        if (!match.Success)
            throw new MigrationException($"The migration {resource} must be named NNNN_what_it_does.sql in lower case.");

        using var reader = new StreamReader(module.Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
        return new Migration(module.Schema, int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), match.Groups["name"].Value, sql, checksum);
    }

    [GeneratedRegex(@"\.(?<number>\d{4})_(?<name>[a-z0-9]+(_[a-z0-9]+)*)\.sql$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}

/// <summary>The database cannot be brought to this version; the message is one sentence.</summary>
public sealed class MigrationException(string message, Exception? innerException = null) : Exception(message, innerException);
