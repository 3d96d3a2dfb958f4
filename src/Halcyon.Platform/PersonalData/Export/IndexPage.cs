using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Halcyon.Platform.PersonalData.Export;

/// <summary>The page a person opens first: everything that fits on it, and where the rest is. It runs and loads nothing.</summary>
internal sealed class IndexPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly Lazy<string> Style = new(ReadStyle);
    private readonly List<TablePreview> _tables = [];

    public TablePreview Begin(string area, string title, string path)
    {
        var preview = new TablePreview(area, title, path);
        _tables.Add(preview);
        return preview;
    }

    public ReadOnlyMemory<byte> Write(IReadOnlyList<ExportedFile> files, DateTimeOffset createdAt)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append("<title>Your Halcyon data</title>\n<style>\n").Append(Style.Value).Append("</style>\n</head>\n<body>\n<main>\n")
            .Append("<h1>Your Halcyon data</h1>\n<p>Everything that Halcyon kept about you on ")
            .Append(Text(createdAt.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)))
            .Append(" UTC. Each table is here as JSON and as CSV too. Keep this folder as you would keep a diary: it is not encrypted.</p>\n");
        foreach (var area in _tables.GroupBy(table => table.Area, StringComparer.Ordinal))
        {
            page.Append("<h2>").Append(Text(Words(area.Key))).Append("</h2>\n");
            foreach (var table in area)
                table.WriteTo(page, Text);
            WriteFiles(page, files.Where(file => file.Area == area.Key && file.Rows is null && !file.Path.EndsWith(".csv", StringComparison.Ordinal)));
        }

        page.Append("<h2>For other systems</h2>\n<p><a href=\"fhir/bundle.json\">FHIR R4 bundle</a> for health records. ")
            .Append("The whole archive can be read back into another Halcyon: Settings, Export and import, Bring a copy.</p>\n</main>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static void WriteFiles(StringBuilder page, IEnumerable<ExportedFile> files)
    {
        var list = files.ToList();
        if (list.Count == 0)
            return;

        page.Append("<h3>Files</h3>\n<ul>\n");
        foreach (var file in list)
        {
            page.Append("<li><a href=\"").Append(Text(file.Path)).Append("\">").Append(Text(file.Title)).Append("</a> ")
                .Append(Text(Size(file.LengthBytes))).Append("</li>\n");
        }

        page.Append("</ul>\n");
    }

    private static string Text(string text) => Html.Encode(text);

    internal static string Words(string name) =>
        name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    private static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KiB"),
    };

    private static string ReadStyle()
    {
        using var file = new StreamReader(typeof(IndexPage).Assembly.GetManifestResourceStream("Halcyon.Platform.PersonalData.Export.index.css")!);
        return file.ReadToEnd();
    }
}

/// <summary>The first rows of one table, as the page shows them.</summary>
internal sealed class TablePreview(string area, string title, string path)
{
    private const int ShownRows = 200;
    private const int LongestCell = 2000;
    private readonly List<string[]> _rows = [];
    private string[] _columns = [];
    private long _count;

    public string Area => area;

    public void Add(JsonElement row)
    {
        if (_count++ == 0)
            _columns = [.. row.EnumerateObject().Select(member => member.Name)];
        if (_rows.Count < ShownRows)
            _rows.Add([.. _columns.Select(column => row.TryGetProperty(column, out var value) ? Show(value) : "")]);
    }

    public void WriteTo(StringBuilder page, Func<string, string> text)
    {
        page.Append("<h3>").Append(text(title)).Append("</h3>\n");
        if (_count == 0)
        {
            page.Append("<p class=\"none\">Nothing.</p>\n");
            return;
        }

        if (_count == 1)
            WriteList(page, text);
        else
            WriteTable(page, text);
        page.Append("<p class=\"also\">");
        if (_count > ShownRows)
            page.Append(CultureInfo.InvariantCulture, $"The first {ShownRows} of {_count}; all of them are in ");
        page.Append(CultureInfo.InvariantCulture, $"<a href=\"{text(path)}.csv\">CSV</a> <a href=\"{text(path)}.json\">JSON</a></p>\n");
    }

    private void WriteList(StringBuilder page, Func<string, string> text)
    {
        page.Append("<dl>\n");
        foreach (var (column, value) in _columns.Zip(_rows[0]))
            page.Append("<dt>").Append(text(IndexPage.Words(column))).Append("</dt><dd>").Append(text(value)).Append("</dd>\n");
        page.Append("</dl>\n");
    }

    private void WriteTable(StringBuilder page, Func<string, string> text)
    {
        page.Append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"").Append(text(title)).Append("\"><table>\n<thead><tr>");
        foreach (var column in _columns)
            page.Append("<th scope=\"col\">").Append(text(IndexPage.Words(column))).Append("</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in _rows)
        {
            page.Append("<tr>");
            foreach (var cell in row)
                page.Append("<td>").Append(text(cell)).Append("</td>");
            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n");
    }

    private static string Show(JsonElement value)
    {
        var shown = value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array when value.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.String) =>
                string.Join(", ", value.EnumerateArray().Select(entry => entry.GetString())),
            _ => value.GetRawText(),
        };
        return shown.Length <= LongestCell ? shown : shown[..LongestCell] + "…";
    }
}
