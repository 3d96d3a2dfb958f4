using System.Net;
using System.Text.Json.Nodes;

namespace Halcyon.Wellness.Tests.Autism;

internal static class Wishes
{
    public static async Task PreferAsync(this HttpClient client, string name, JsonNode value)
    {
        var preferences = JsonNode.Parse((await client.GetJsonAsync("/v1/users/me/preferences")).GetRawText())!;
        preferences[name] = value;
        using var response = await client.SendJsonAsync(HttpMethod.Put, "/v1/users/me/preferences", preferences);
        await response.JsonAsync(HttpStatusCode.OK);
    }
}
