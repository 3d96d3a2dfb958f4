using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Halcyon.Platform.Telemetry;

/// <summary>A calm line for a person at a terminal: time, a word where something is wrong, the message.</summary>
internal sealed class PlainLogFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "halcyon-plain";
    private const string Dim = "\e[2m";
    private const string Yellow = "\e[33m";
    private const string Red = "\e[31m";
    private const string Reset = "\e[0m";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var time = clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var mark = logEntry.LogLevel switch
        {
            LogLevel.Warning => $"{Yellow}warning{Reset} ",
            >= LogLevel.Error => $"{Red}error{Reset} ",
            _ => string.Empty,
        };
        textWriter.WriteLine($"{Dim}{time}{Reset} {mark}{logEntry.Formatter(logEntry.State, logEntry.Exception)}");
        if (logEntry.Exception is { } exception)
            textWriter.WriteLine($"{Dim}{exception}{Reset}");
    }
}
