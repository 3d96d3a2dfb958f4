namespace Halcyon.Platform.Hosting;

/// <summary>An OpenAI-compatible service that may put our sentences into other words and take tasks apart. None by default; nobody's text goes there without their consent.</summary>
/// <param name="Address">Its base, such as https://llm.example.org/v1; `chat/completions` is asked below it. `HALCYON_WORDING_URL`.</param>
/// <param name="Model">`HALCYON_WORDING_MODEL`.</param>
/// <param name="Key">Sent as a bearer token; null for none. `HALCYON_WORDING_KEY`.</param>
public sealed record WordingOptions(Uri Address, string Model, string? Key = null);
