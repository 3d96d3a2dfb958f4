using System.Text.Json;

namespace Halcyon.Platform.PersonalData.Export;

/// <summary>A FHIR R4 bundle of type collection. Resources are small: files are named in them, not carried.</summary>
internal sealed class FhirBundle
{
    private readonly List<byte[]> _resources = [];

    public void Add(JsonElement resource) => _resources.Add(JsonSerializer.SerializeToUtf8Bytes(resource));

    /// <remarks>Entries are addressed by their id as urn:uuid, so that references inside the bundle resolve (R4, Bundle: resolving references).</remarks>
    public async Task WriteAsync(Stream output, DateTimeOffset timestamp, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteString("type", "collection");
        json.WriteString("timestamp", timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        if (_resources.Count > 0)
        {
            json.WriteStartArray("entry");
            foreach (var bytes in _resources)
            {
                using var resource = JsonDocument.Parse(bytes);
                json.WriteStartObject();
                json.WriteString("fullUrl", "urn:uuid:" + resource.RootElement.GetProperty("id").GetString());
                json.WritePropertyName("resource");
                resource.RootElement.WriteTo(json);
                json.WriteEndObject();
                await json.FlushAsync(cancellationToken);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
