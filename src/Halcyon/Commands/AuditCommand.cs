using System.CommandLine;
using System.Globalization;
using Halcyon.Platform.Audit;
using Halcyon.Serving;

namespace Halcyon.Commands;

/// <summary>`halcyon audit verify` proves that nobody changed the audit log; `audit archive` moves very old entries into a file.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var command = new Command("audit", "The audit log.");
        command.Subcommands.Add(CreateVerify());
        command.Subcommands.Add(CreateArchive());
        return command;
    }

    private static Command CreateVerify()
    {
        var options = new ServerOptions();
        var archive = new Option<FileInfo?>("--archive") { Description = "Instead of the log, prove that an archive is as 'audit archive' wrote it.", HelpName = "FILE" };
        var verify = new Command("verify", "Prove that no entry was changed, removed, reordered or added by hand.");
        options.AddTo(verify);
        verify.Options.Add(archive);
        verify.SetAction((parsed, cancellationToken) => Refusals.ReportAsync(() => parsed.GetValue(archive) is { } file
            ? VerifyArchiveAsync(options, file, parsed, cancellationToken)
            : VerifyAsync(options, parsed, cancellationToken)));
        return verify;
    }

    private static Command CreateArchive()
    {
        var options = new ServerOptions();
        var before = new Option<DateTime>("--before") { Description = "First day that stays, UTC; at least six years ago.", HelpName = "YYYY-MM-DD", Required = true };
        var file = new Option<FileInfo>("--out") { Description = "The file that the entries move to.", HelpName = "FILE", Required = true };
        var archive = new Command("archive", "Move entries older than six years into a file; the rest still verifies.");
        options.AddTo(archive);
        archive.Options.Add(before);
        archive.Options.Add(file);
        archive.SetAction((parsed, cancellationToken) => Refusals.ReportAsync(() =>
            ArchiveAsync(options, parsed.GetRequiredValue(before), parsed.GetRequiredValue(file), parsed, cancellationToken)));
        return archive;
    }

    private static async Task VerifyAsync(ServerOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var work = await DatabaseWork.OpenMigratedAsync(options.Read(parsed), cancellationToken);
        var verdict = await work.Services.GetRequiredService<AuditVerification>().RunAsync(cancellationToken);
        if (verdict.Fault is { } fault)
            throw new CommandRefusedException($"The audit log was tampered with. {fault}");

        Console.WriteLine($"The audit log is whole: {verdict.Entries} entries, each following from the one before.");
    }

    private static async Task VerifyArchiveAsync(ServerOptions options, FileInfo file, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!file.Exists)
            throw new CommandRefusedException($"There is no file {file}.");

        await using var work = await DatabaseWork.OpenMigratedAsync(options.Read(parsed), cancellationToken);
        var archived = await work.Services.GetRequiredService<AuditArchive>().VerifyFileAsync(file.FullName, cancellationToken)
            ?? throw new CommandRefusedException($"{file} is not an archive of this audit log, or was changed since it was written.");
        Console.WriteLine($"The archive is as it was written: {archived.Entries} entries, the last of them number {archived.LastSequence}.");
    }

    private static async Task ArchiveAsync(ServerOptions options, DateTime before, FileInfo file, ParseResult parsed, CancellationToken cancellationToken)
    {
        var day = new DateTimeOffset(DateTime.SpecifyKind(before.Date, DateTimeKind.Utc));
        await using var work = await DatabaseWork.OpenMigratedAsync(options.Read(parsed), cancellationToken);
        var archived = await work.Services.GetRequiredService<AuditArchive>().RunAsync(day, file.FullName, cancellationToken);
        Console.WriteLine(archived.Entries == 0
            ? string.Create(CultureInfo.InvariantCulture, $"No entry is older than {day:yyyy-MM-dd}; nothing was archived.")
            : $"{archived.Entries} entries moved to {file}. Keep the file: the database no longer has them.");
    }
}
