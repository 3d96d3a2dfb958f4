using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>The recipe cannot be used; the message is one sentence.</summary>
public sealed class CleaningRecipeException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Which recording a recipe is of: another gets refused, as its numbers would not fit.</summary>
/// <param name="Sha256">Over labels, raw samples and, where there are gaps, their places, hexadecimal.</param>
public sealed record CleanedRecording(IReadOnlyList<string> Channels, double SamplingRateHz, int SampleCount, string Sha256)
{
    internal static CleanedRecording Of(EegSignals signals)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var channel in signals.Channels)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(channel.Label + "\0"));
            hash.AppendData(MemoryMarshal.AsBytes(signals[channel.Index]));
        }

        if (signals.Pieces.Count > 1)
        {
            foreach (var piece in signals.Pieces)
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{piece.First} {piece.OnsetSeconds:R}\0")));
        }

        return new CleanedRecording([.. signals.Channels.Select(c => c.Label)], signals.SamplingRateHz, signals.SampleCount, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}

/// <summary>The cleaning of one recording, step by step: can be saved, read by a person, and replayed to the same bits.</summary>
public sealed record CleaningRecipe
{
    public const string CurrentSchema = "halcyon.cleaning/1";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public string Schema { get; init; } = CurrentSchema;
    public required CleanedRecording Recording { get; init; }
    public required IReadOnlyList<CleaningStep> Steps { get; init; }

    public void Save(Stream stream) => JsonSerializer.Serialize(stream, this, Json);

    /// <exception cref="CleaningRecipeException">Not a recipe, of another version, or damaged; one sentence says which.</exception>
    public static CleaningRecipe Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            using var document = JsonDocument.Parse(stream);
            CheckSchema(document.RootElement);
            return !HoldsNull(document.RootElement) && document.Deserialize<CleaningRecipe>(Json) is { } recipe
                ? recipe
                : throw new CleaningRecipeException("The recipe is damaged: a list has an empty place; save it again from the recording.");
        }
        catch (JsonException damage)
        {
            var where = string.IsNullOrEmpty(damage.Path) || damage.Path == "$" ? $"line {damage.LineNumber + 1}" : damage.Path;
            throw new CleaningRecipeException($"The recipe is damaged at {where}; save it again from the recording.", damage);
        }
        catch (Exception damage) when (damage is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new CleaningRecipeException("The recipe is damaged: a step is of no known kind or holds impossible numbers; save it again from the recording.", damage);
        }
    }

    private static void CheckSchema(JsonElement root)
    {
        var isNamed = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("schema", out var named) && named.ValueKind == JsonValueKind.String;
        var schema = isNamed ? root.GetProperty("schema").GetString()! : "";
        if (!schema.StartsWith("halcyon.cleaning/", StringComparison.Ordinal))
            throw new CleaningRecipeException("The file is not a cleaning recipe (its schema is missing).");
        if (schema != CurrentSchema)
            throw new CleaningRecipeException($"The recipe is of version {schema}; this program reads {CurrentSchema}.");
    }

    /// <summary>Null annotations are checked for members, not for what is in lists.</summary>
    private static bool HoldsNull(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HoldsNull(item)),
        JsonValueKind.Object => element.EnumerateObject().Any(member => HoldsNull(member.Value)),
        _ => false,
    };

    /// <summary>Does to a copy of the recording what was done when the recipe was made.</summary>
    /// <exception cref="CleaningRecipeException">Another recording, or a step that is damaged.</exception>
    public CleanedSignals Replay(EegSignals raw) => Replay(raw, null, CancellationToken.None);

    /// <param name="progress">0…1.</param>
    /// <exception cref="OperationCanceledException">Cancelled, between two steps.</exception>
    internal CleanedSignals Replay(EegSignals raw, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(raw);
        var given = CleanedRecording.Of(raw);
        if (given.Sha256 != Recording.Sha256 || given.SamplingRateHz != Recording.SamplingRateHz || !given.Channels.SequenceEqual(Recording.Channels))
            throw new CleaningRecipeException("The recipe was made for another recording, or this one has changed since.");
        var state = new CleaningState(raw.Copy());
        for (var i = 0; i < Steps.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report((double)i / Steps.Count);
            try
            {
                Steps[i].Apply(state);
            }
            catch (ArgumentException damage)
            {
                throw new CleaningRecipeException($"The recipe is damaged at step {i + 1} of {Steps.Count}: {FirstSentence(damage.Message)}", damage);
            }
        }

        return CleanedSignals.Of(state);
    }

    internal static string FirstSentence(string message) => message.Split(" (Parameter", 2)[0].Split('\n', 2)[0];
}

/// <summary>What cleaning has made of a recording.</summary>
/// <param name="Signals">A copy of its own, µV.</param>
/// <param name="BadChannels">Labels of channels that are still bad.</param>
/// <param name="Rejected">Stretches to leave out.</param>
public sealed record CleanedSignals(EegSignals Signals, IReadOnlyList<string> BadChannels, IReadOnlyList<SampleRange> Rejected)
{
    /// <summary>Edges of the filters in the spelling of EDF's prefilter field ("HP:1Hz").</summary>
    public IReadOnlyList<string> Prefilters { get; init; } = [];

    /// <summary>Short name of the reference that <see cref="Referenced"/> channels are now measured against; null where they are as recorded.</summary>
    public string? Reference { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Referenced { get; init; } = [];

    internal static CleanedSignals Of(CleaningState state) =>
        new(state.Signals, [.. state.Bad.Order().Select(p => state.Signals.Channels[p].Label)], [.. state.Rejected])
        {
            Prefilters = [.. state.Prefilters],
            Reference = state.Reference,
            Referenced = state.Referenced,
        };
}
