using System.Text;
using Halcyon.Recordings.Reports.Drawing;

namespace Halcyon.Recordings.Reports;

/// <summary>Builds HTML that is also well-formed XML. Every text and attribute is encoded; there is no way to pass markup through.</summary>
internal sealed class HtmlMarkup
{
    private readonly StringBuilder _html = new();

    public Closing Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _html.Append('<').Append(element);
        foreach (var (name, value) in attributes)
            _html.Append(' ').Append(name).Append("=\"").Append(PlainText.Encode(value)).Append('"');
        _html.Append('>');
        return new Closing(this, element);
    }

    public void Empty(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(element, attributes);
        _html.Length--;
        _html.Append("/>\n");
    }

    public void Element(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        using (Open(element, attributes))
            Text(text);
    }

    public void Text(string text) => _html.Append(PlainText.Encode(text));

    /// <summary>Text from the file, kept from turning the direction of the words around it.</summary>
    public void Isolated(string text) => Element("bdi", text);

    /// <summary>A style sheet of ours; it must not contain text from a file.</summary>
    public void Style(string css) => _html.Append("<style>").Append(css).Append("</style>\n");

    public void Figure(Scene scene, string cssClass = "chart") => SvgWriter.Write(_html, scene, cssClass);

    public override string ToString() => _html.ToString();

    public readonly ref struct Closing(HtmlMarkup markup, string element)
    {
        public void Dispose() => markup._html.Append("</").Append(element).Append(">\n");
    }
}
