using System.CommandLine;
using Halcyon.Platform.Audit;
using Halcyon.Serving;

namespace Halcyon.Commands;

/// <summary>`halcyon audit verify`: proves that nobody changed the audit log.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var options = new ServerOptions();
        var verify = new Command("verify", "Prove that no entry was changed, removed or reordered.");
        options.AddTo(verify);
        verify.SetAction((parsed, cancellationToken) => Refusals.ReportAsync(() => VerifyAsync(options, parsed, cancellationToken)));
        var command = new Command("audit", "The audit log.");
        command.Subcommands.Add(verify);
        return command;
    }

    private static async Task VerifyAsync(ServerOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var work = await DatabaseWork.OpenMigratedAsync(options.Read(parsed), cancellationToken);
        var verdict = await work.Services.GetRequiredService<AuditVerification>().RunAsync(cancellationToken);
        if (verdict.Fault is { } fault)
            throw new CommandRefusedException($"The audit log was tampered with. {fault}");

        Console.WriteLine($"The audit log is whole: {verdict.Entries} entries, each following from the one before.");
    }
}
