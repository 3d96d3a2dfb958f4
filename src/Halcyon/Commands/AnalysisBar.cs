using Halcyon.Signals.Analysis;

namespace Halcyon.Commands;

/// <summary>One line on the error stream that fills as files are analysed; nothing when that is no terminal.</summary>
internal sealed class AnalysisBar(int files) : IDisposable
{
    private const int Width = 30;

    private readonly Lock _gate = new();
    private readonly double[] _fractions = new double[files];
    private readonly bool _isShown = !Console.IsErrorRedirected;
    private int _shownPercent = -1;
    private int _finished;

    public IProgress<AnalysisProgress> For(int file) => new FileProgress(this, file);

    public void Finish(int file)
    {
        lock (_gate)
        {
            _finished++;
            _fractions[file] = 1;
            Draw();
        }
    }

    /// <summary>Leaves an empty line for other output.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            if (_isShown && _shownPercent >= 0)
                Console.Error.Write("\r\u001b[K");
            _shownPercent = -1;
        }
    }

    public void Dispose() => Clear();

    private void Draw()
    {
        var percent = (int)(100 * _fractions.Average());
        if (!_isShown || percent == _shownPercent || _finished == _fractions.Length)
            return;
        _shownPercent = percent;
        var full = percent * Width / 100;
        Console.Error.Write($"\r[{new string('=', full)}{new string(' ', Width - full)}] {percent,3} %  {_finished} of {_fractions.Length} done");
    }

    // Not System.Progress: that hands every report to the thread pool, where late ones would draw over the result.
    private sealed class FileProgress(AnalysisBar bar, int file) : IProgress<AnalysisProgress>
    {
        public void Report(AnalysisProgress value)
        {
            lock (bar._gate)
            {
                bar._fractions[file] = value.Fraction;
                bar.Draw();
            }
        }
    }
}
