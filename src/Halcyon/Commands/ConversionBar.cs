namespace Halcyon.Commands;

/// <summary>How far a conversion is, on one line of a terminal; nothing where standard error is no terminal.</summary>
internal sealed class ConversionBar : IProgress<double>, IDisposable
{
    private const int Width = 40;

    private readonly bool _shown = !Console.IsErrorRedirected;
    private int _percent = -1;

    public void Report(double value)
    {
        var percent = (int)(value * 100);
        if (!_shown || percent == _percent)
            return;
        _percent = percent;
        var filled = (int)(value * Width);
        Console.Error.Write($"\r{new string('━', filled)}{new string('─', Width - filled)} {percent,3} %");
    }

    public void Dispose()
    {
        if (_shown && _percent >= 0)
            Console.Error.Write("\r" + new string(' ', Width + 6) + "\r");
    }
}
