using System.Text;
using System.Text.Json.Nodes;

namespace Halcyon.Platform.Tests.Hosting;

/// <summary>What nobody means to send: for path, query, header and body, from the schema where there is one.</summary>
internal static class HostileValues
{
    public static readonly string[] InPaths =
    [
        "x", "0", "-1", "00000000-0000-0000-0000-000000000000", "018f0000-0000-7000-8000-000000000000", "%27%20or%201%3D1--", "%F0%9F%99%82",
        "%ED%A0%80", "%FF%FE", "a%2Fb", "%5C..%5C", "null", "{}", "%7Bid%7D", "%25s", "a;b=c", new string('a', 3000),
    ];

    public static readonly string[] InQueries =
    [
        "", "-1", "0", "NaN", "Infinity", "-Infinity", "1e999", "-1e308", "99999999999999999999", "2147483648", "1.5", "0x10", "%00", "a%00b",
        "%ED%A0%80", "%FF", "%F0%9F%99%82", "' or 1=1--", "null", "[]", "{}", "true", ",", ",,,", "0,0,0,0", "1-", "-", "50-1", new string('9', 400), new string('a', 5000),
    ];

    private static readonly string[] InFields =
    [
        "null", "7", "-1", "1e400", "1e308", "-1e308", "99999999999999999999", "true", "\"\"", "\" \"", "\"x\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"",
        "\"\\ufffe\"", "\"\\u202e\"", "[]", "{}", "[null]", "[[]]", "[7]", "[\"\\u0000\"]", "{\"a\":1}", "\"NaN\"", "\"018f0000-0000-7000-8000-000000000000\"",
        "\"" + new string('a', 30_000) + "\"", "[" + string.Join(',', Enumerable.Repeat("\"a\"", 5000)) + "]",
        string.Concat(Enumerable.Repeat("[", 60)) + string.Concat(Enumerable.Repeat("]", 60)),
    ];

    /// <summary>Bodies that are not what any route expects.</summary>
    public static IEnumerable<byte[]> Bodies()
    {
        foreach (var text in (string[])
            ["", " ", "null", "[]", "7", "\"text\"", "true", "{", "}", "{\"a\"}", "{}{}", "{\"a\":}", "<xml/>", "a=b&c=d", "\0", "{\"__proto__\":{}}", "{\"\\u0000\":\"\\u0000\"}", "\uFEFF{}"])
            yield return Encoding.UTF8.GetBytes(text);
        yield return [0xFF, 0xFE, 0x7B, 0x7D];
        yield return [0xC3, 0x28];
        yield return Encoding.UTF8.GetBytes(new string('[', 20_000));
        yield return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)));
        // Larger than any route but the upload takes.
        yield return new byte[(4 * 1024 * 1024) + 1];
    }

    /// <summary>A body as the schema has it, one field at a time replaced by each hostile value.</summary>
    public static IEnumerable<byte[]> BodiesOf(JsonNode document, JsonNode schema)
    {
        var properties = Resolve(document, schema)["properties"]?.AsObject();
        if (properties is null)
            yield break;

        foreach (var (name, _) in properties)
        {
            foreach (var value in InFields)
            {
                var fields = properties.Select(other => $"\"{other.Key}\":{(other.Key == name ? value : Plausible(document, other.Value!))}");
                yield return Encoding.UTF8.GetBytes("{" + string.Join(',', fields) + "}");
            }
        }
    }

    private static JsonNode Resolve(JsonNode document, JsonNode schema)
    {
        if (schema["oneOf"] is JsonArray choices)
            return Resolve(document, choices[^1]!);
        return schema["$ref"]?.GetValue<string>() is { } reference
            ? document["components"]!["schemas"]![reference.Split('/')[^1]]!
            : schema;
    }

    private static string Plausible(JsonNode document, JsonNode schema)
    {
        var type = Resolve(document, schema)["type"];
        var first = type is JsonArray several ? several.Select(one => one!.GetValue<string>()).First(one => one != "null") : type?.GetValue<string>();
        return first switch
        {
            "integer" or "number" => "1",
            "boolean" => "true",
            "array" => "[]",
            "object" => "{}",
            _ => "\"ada@example.org\"",
        };
    }
}
