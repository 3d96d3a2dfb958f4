using System.Globalization;
using System.Text;
using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Recordings.Reports.Fonts;

namespace Halcyon.Recordings.Reports.Pdf;

/// <summary>A document of A4 pages in the reports' typeface.</summary>
internal sealed class PdfDocument
{
    public const double PageWidth = 595.28;
    public const double PageHeight = 841.89;

    private readonly List<PdfCanvas> _pages = [];
    private readonly PdfFont _regular = new(ReportFonts.Face(strong: false), "Inter-Regular");
    private readonly PdfFont _strong = new(ReportFonts.Face(strong: true), "Inter-SemiBold");
    private readonly SortedDictionary<string, (double Fill, double Stroke)> _transparencies = new(StringComparer.Ordinal);

    public IReadOnlyList<PdfCanvas> Pages => _pages;

    /// <summary>Whether some character had to be drawn as <see cref="ReportFonts.Missing"/>.</summary>
    public bool HasMissingCharacters { get; private set; }

    public PdfCanvas AddPage()
    {
        var page = new PdfCanvas(this);
        _pages.Add(page);
        return page;
    }

    /// <summary>The text as it can be drawn; remembers when something was lost.</summary>
    public string Drawable(string text)
    {
        string drawable = ReportFonts.Drawable(PlainText.Clean(text), out bool isComplete);
        HasMissingCharacters |= !isComplete;
        return drawable;
    }

    public PdfFont Font(bool strong) => strong ? _strong : _regular;

    public string Transparency(double fill, double stroke)
    {
        string name = PdfFile.Invariant($"T{Math.Round(fill * 100)}S{Math.Round(stroke * 100)}");
        _transparencies[name] = (fill, stroke);
        return name;
    }

    public void Save(Stream stream, string title, string subject, DateTimeOffset? createdAt)
    {
        var file = new PdfFile();
        int tree = file.Reserve(), resources = file.Reserve();
        var pages = _pages.Select(page => AddPage(file, page, tree, resources)).ToList();
        file.Set(tree, PdfFile.Invariant($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(page => PdfFile.Invariant($"{page} 0 R")))}] >>"));
        string states = string.Concat(_transparencies.Select(state =>
            PdfFile.Invariant($"/{state.Key} << /ca {state.Value.Fill:0.##} /CA {state.Value.Stroke:0.##} >> ")));
        file.Set(resources, PdfFile.Invariant($"<< /Font << /{_regular.Name} {_regular.AddTo(file)} 0 R /{_strong.Name} {_strong.AddTo(file)} 0 R >> /ExtGState << {states}>> >>"));
        int catalog = file.Add(PdfFile.Invariant($"<< /Type /Catalog /Pages {tree} 0 R /Lang ({ReportWords.Language}) /ViewerPreferences << /DisplayDocTitle true >> >>"));
        file.Save(stream, catalog, file.Add(Information(title, subject, createdAt)));
    }

    private static int AddPage(PdfFile file, PdfCanvas page, int tree, int resources)
    {
        int content = file.AddStream(Encoding.Latin1.GetBytes(page.ToString()));
        return file.Add(PdfFile.Invariant($"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PageWidth} {PageHeight}] /Resources {resources} 0 R /Contents {content} 0 R >>"));
    }

    private static string Information(string title, string subject, DateTimeOffset? createdAt)
    {
        string date = createdAt is { } time
            ? $" /CreationDate (D:{time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z)"
            : "";
        return $"<< /Title {PdfFile.Text(title)} /Subject {PdfFile.Text(subject)} /Creator {PdfFile.Text(ReportWords.Producer)} /Producer {PdfFile.Text(ReportWords.Producer)}{date} >>";
    }
}
