using System.CommandLine;
using Halcyon.Accounts.AccessTokens;
using Halcyon.Platform.Encryption;
using Halcyon.Serving;

namespace Halcyon.Commands;

/// <summary>`halcyon keys rotate`: a new master key, or a new key for access tokens, while Halcyon serves.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var options = new ServerOptions();
        var signing = new Option<bool>("--signing") { Description = "Make a new key for access tokens instead; the old ones verify until their tokens have ended." };
        var revoke = new Option<bool>("--revoke-old") { Description = "With --signing: forget the old keys now, for when one is in the wrong hands." };
        var rotate = new Command("rotate", "Wrap everything under the first master key; with a key file, make a new first key. May be repeated after an interruption.");
        options.AddTo(rotate);
        rotate.Options.Add(signing);
        rotate.Options.Add(revoke);
        rotate.Validators.Add(result =>
        {
            if (result.GetValue(revoke) && !result.GetValue(signing))
                result.AddError("--revoke-old needs --signing: without the old master key nothing could be read.");
        });
        rotate.SetAction((parsed, cancellationToken) => Refusals.ReportAsync(() => parsed.GetValue(signing)
            ? RotateSigningAsync(options, parsed.GetValue(revoke), parsed, cancellationToken)
            : RotateMasterAsync(options, parsed, cancellationToken)));
        var command = new Command("keys", "The keys of this installation.");
        command.Subcommands.Add(rotate);
        return command;
    }

    private static async Task RotateMasterAsync(ServerOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var work = await DatabaseWork.OpenMigratedAsync(options.Read(parsed), cancellationToken);
        var rotated = await work.Services.GetRequiredService<KeyRotation>().RunAsync(Progress(), cancellationToken);
        if (!Console.IsErrorRedirected && rotated.Values > 0)
            await Console.Error.WriteLineAsync();
        foreach (var line in Explain(rotated))
            Console.WriteLine(line);
    }

    private static IEnumerable<string> Explain(RotatedKeys rotated)
    {
        yield return rotated.Values == 0
            ? $"Everything is under master key {rotated.CurrentKey} already."
            : $"Everything is under master key {rotated.CurrentKey} now: {rotated.Values} values were wrapped again.";
        var old = string.Join(", ", rotated.OldKeys);
        if (rotated.OldKeys.Count > 0 && rotated.KeyFile is { } file)
            yield return $"Nothing in the database needs {old} any more. Keep a copy with the backups made before now, then remove what follows the first comma in {file}.";
        else if (rotated.OldKeys.Count > 0)
            yield return $"Nothing in the database needs {old} any more. Keep a copy with the backups made before now, then take it out of HALCYON_MASTER_KEY on every node.";
        else if (rotated.Values == 0)
            yield return "For a new key, put it in front of the old one in HALCYON_MASTER_KEY, after every node knows both; see docs/security.md.";
    }

    private static async Task RotateSigningAsync(ServerOptions options, bool revokeOld, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var work = await DatabaseWork.OpenMigratedAsync(options.Read(parsed), cancellationToken);
        await using var scope = work.Services.CreateAsyncScope();
        var kid = await scope.ServiceProvider.GetRequiredService<SigningKeyRotation>().RunAsync(revokeOld, cancellationToken);
        Console.WriteLine(revokeOld
            ? $"Access tokens are signed with {kid} now; all that were signed before end within seconds."
            : $"Access tokens will be signed with {kid} in {SigningKeyRotation.Announced.TotalMinutes:0} minutes, when everybody knows it; the old keys verify until their tokens have ended.");
    }

    /// <summary>One line that counts up, for a person; for a file a line now and then.</summary>
    private static Progress<long> Progress()
    {
        long shown = 0;
        return new Progress<long>(done =>
        {
            if (!Console.IsErrorRedirected)
                Console.Error.Write($"\r{done} values");
            else if (done >= shown + 10_000)
                Console.Error.WriteLine($"{shown = done} values");
        });
    }
}
