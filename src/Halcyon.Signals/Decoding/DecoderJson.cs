using System.Text.Json;

namespace Halcyon.Signals.Decoding;

/// <summary>Fitted decoders as JSON, schema `halcyon.decoder/1`.</summary>
public static class DecoderJson
{
    public const string Schema = "halcyon.decoder/1";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string Write(TrialDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        return JsonSerializer.Serialize(new Document(Schema, decoder.State), Options);
    }

    /// <summary>A decoder that scores exactly as the one that was written.</summary>
    /// <exception cref="FormatException">It is no decoder, of another version, or damaged.</exception>
    public static TrialDecoder Read(string json)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(json, Options) ?? throw new FormatException("The text is no decoder.");
            if (!string.Equals(document.Schema, Schema, StringComparison.Ordinal))
                throw new FormatException($"The decoder is written as \"{document.Schema}\"; this version reads \"{Schema}\".");
            return Restore(document.Model);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new FormatException("The text is no decoder of a kind that is known here.", exception);
        }
    }

    private static TrialDecoder Restore(DecoderState state) => state switch
    {
        CspLdaState csp => new CspLda(csp),
        TangentSpaceState tangent => new TangentSpaceLogistic(tangent),
        XdawnLdaState xdawn => new XdawnLda(xdawn),
        FilterBankCcaState cca => new FilterBankCca(cca),
        _ => throw new FormatException("The decoder is of an unknown kind."),
    };

    private sealed record Document(string Schema, DecoderState Model);
}
