using System.Text.Json;

namespace Halcyon.Wellness.Crisis.Resources;

/// <summary>An emergency number.</summary>
/// <param name="Use">For what: police, fire, ambulance.</param>
/// <param name="Basis">read: compared with a stored copy of the source; known: common knowledge.</param>
public sealed record EmergencyNumber(string Number, string Use, string SourceUrl, DateOnly CheckedOn, DateOnly NextCheck, string Basis);

/// <summary>A line to call, text, write or chat to; what it does not offer is null.</summary>
/// <param name="TextWord">What to write in the text message, where the line asks for a word.</param>
/// <param name="ReachableFromAbroad">Null when nobody found out.</param>
public sealed record CrisisLine(
    string Name, string? Call, string? Text, string? TextWord, string? ChatUrl, string? Email, string Hours, IReadOnlyList<string> Languages,
    string? Note, bool? ReachableFromAbroad, string SourceUrl, DateOnly CheckedOn, DateOnly NextCheck, string Basis);

public sealed record HelpDirectory(string Name, string Url, string About, string SourceUrl, DateOnly CheckedOn, DateOnly NextCheck, string Basis);

/// <summary>Help in one country, the emergency number first.</summary>
/// <param name="Country">ISO 3166 code; null when it is not known: then only what helps anywhere is given.</param>
/// <param name="Dated">When the list was last checked as a whole.</param>
public sealed record CountryHelp(
    string? Country, string? Name, DateOnly Dated, IReadOnlyList<EmergencyNumber> Emergency, IReadOnlyList<CrisisLine> Lines,
    IReadOnlyList<HelpDirectory> Directories, string? Note);

/// <summary>Everything, for a device to keep for when there is no network.</summary>
public sealed record AllHelp(DateOnly Dated, string HowChecked, IReadOnlyList<CountryHelp> Countries, CountryHelp Elsewhere);

/// <summary>The dated list of help by country: data, not code, so that a number that changes is one line.</summary>
public static class CrisisResources
{
    private const string Resource = "Halcyon.Wellness.Crisis.Resources.crisis_resources.json";
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly DataFile Data = Load();
    private static readonly Dictionary<string, CountryHelp> ByCountry = Assemble();

    public static AllHelp All { get; } = new(Data.Dated, Data.HowChecked, [.. ByCountry.Values], Elsewhere());

    /// <param name="country">ISO 3166 code in any case; anything else gives what helps anywhere. Never a refusal.</param>
    public static CountryHelp For(string? country) =>
        country is not null && ByCountry.TryGetValue(country.Trim().ToUpperInvariant(), out var known) ? known : All.Elsewhere;

    private static Dictionary<string, CountryHelp> Assemble()
    {
        var europe = Data.EuropeanEmergency;
        var common = new EmergencyNumber(europe.Number, europe.Use, europe.SourceUrl, europe.CheckedOn, europe.NextCheck, europe.Basis);
        var all = Data.Countries.ToDictionary(
            entry => entry.Country,
            entry => new CountryHelp(entry.Country, entry.Name, Data.Dated, entry.Emergency, entry.Lines, Data.Directories, null),
            StringComparer.Ordinal);
        foreach (var country in europe.Countries)
            all.TryAdd(country, new CountryHelp(country, null, Data.Dated, [common], [], Data.Directories, null));
        return all;
    }

    private static CountryHelp Elsewhere() => new(null, null, Data.Dated, [], [], Data.Directories, Data.ElsewhereNote);

    private static DataFile Load()
    {
        using var stream = typeof(CrisisResources).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize<DataFile>(stream, Json)!;
    }

    private sealed record DataFile(
        DateOnly Dated, string HowChecked, string ElsewhereNote, CommonEmergency EuropeanEmergency,
        IReadOnlyList<HelpDirectory> Directories, IReadOnlyList<CountryEntry> Countries);

    private sealed record CommonEmergency(
        string Number, string Use, string SourceUrl, DateOnly CheckedOn, DateOnly NextCheck, string Basis, IReadOnlyList<string> Countries);

    private sealed record CountryEntry(string Country, string Name, IReadOnlyList<EmergencyNumber> Emergency, IReadOnlyList<CrisisLine> Lines);
}
