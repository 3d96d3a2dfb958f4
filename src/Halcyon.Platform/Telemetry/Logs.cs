using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Halcyon.Platform.Telemetry;

public static class Logs
{
    /// <summary>Logs go to standard error: plain on a terminal, JSON lines elsewhere.</summary>
    public static ILoggingBuilder AddHalcyonLogs(this ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.ClearProviders();
        logging.Services.AddSingleton(TimeProvider.System);
        logging.AddConsoleFormatter<JsonLogFormatter, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        logging.AddConsoleFormatter<PlainLogFormatter, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        logging.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = Console.IsErrorRedirected ? JsonLogFormatter.FormatterName : PlainLogFormatter.FormatterName;
        });
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Halcyon", LogLevel.Information);
        // These say the same as our own lines, once more and with less care for what they repeat.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        // The repository encrypts each key under the master key itself, which the key manager cannot know.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        return logging;
    }
}
