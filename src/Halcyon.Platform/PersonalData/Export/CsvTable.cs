using System.Text;
using System.Text.Json;

namespace Halcyon.Platform.PersonalData.Export;

/// <summary>Rows as RFC 4180, UTF-8 with a byte order mark so that spreadsheets read every script.</summary>
/// <remarks>
/// Text that a spreadsheet would take for a formula begins with an apostrophe instead: what somebody once typed must not run
/// when they open their own export. Numbers are numbers, also negative ones.
/// </remarks>
internal sealed class CsvTable(StreamWriter output)
{
    private List<string>? _columns;

    public async Task WriteAsync(JsonElement row)
    {
        if (_columns is null)
        {
            _columns = [.. row.EnumerateObject().Select(member => member.Name)];
            await output.WriteAsync(string.Join(',', _columns.Select(Quote)) + "\r\n");
        }

        await output.WriteAsync(string.Join(',', _columns.Select(column => Cell(row, column))) + "\r\n");
    }

    private static string Cell(JsonElement row, string column) => row.TryGetProperty(column, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => Quote(Neutralise(value.GetString()!)),
            JsonValueKind.Object or JsonValueKind.Array => Quote(Neutralise(value.GetRawText())),
            _ => value.GetRawText(),
        }
        : "";

    internal static string Neutralise(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : new StringBuilder(text).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
}
