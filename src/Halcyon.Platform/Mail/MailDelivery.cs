using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Halcyon.Platform.Database.Embedded;
using Halcyon.Platform.Hosting;

namespace Halcyon.Platform.Mail;

/// <summary>Where letters go: to the mail server, or without one into files in the data folder that a person can open.</summary>
internal sealed class MailDelivery(HalcyonOptions options)
{
    public const string FolderMode = "folder";
    private const string SenderOfFiles = "halcyon@localhost";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>`smtp` or `folder`.</summary>
    public string Mode => options.Smtp is null ? FolderMode : "smtp";

    public string Folder { get; } = Path.Combine(options.DataDirectory, "mail", "outbox");

    /// <exception cref="SmtpException">The letter was not taken, for a reason that can be shown.</exception>
    public async Task DeliverAsync(Guid id, string kind, SealedLetter letter, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        if (options.Smtp is not { } smtp)
        {
            WriteFile(id, kind, letter, createdAt);
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await SmtpDelivery.SendAsync(smtp, letter.To, MailMessage.Write(id, smtp.From, letter, createdAt), patience.Token);
        }
        catch (SocketException exception)
        {
            throw new SmtpException($"The mail server cannot be reached ({exception.SocketErrorCode}).");
        }
        catch (AuthenticationException)
        {
            throw new SmtpException("The mail server's certificate is not trusted, or it speaks no TLS that we do.");
        }
        catch (IOException)
        {
            throw new SmtpException("The connection to the mail server broke.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpException("The mail server did not answer in time.");
        }
    }

    /// <summary>Letters hold links that let somebody in, so the files go when the rows are emptied.</summary>
    public void RemoveFilesBefore(DateTimeOffset time)
    {
        if (!Directory.Exists(Folder))
            return;

        foreach (var file in Directory.EnumerateFiles(Folder, "*.eml").Where(file => File.GetLastWriteTimeUtc(file) < time.UtcDateTime))
            File.Delete(file);
    }

    public void RemoveFilesOf(IReadOnlyList<Guid> letters)
    {
        foreach (var id in letters.Where(_ => Directory.Exists(Folder)))
        {
            foreach (var file in Directory.EnumerateFiles(Folder, $"*-{id:N}.eml"))
                File.Delete(file);
        }
    }

    /// <summary>Named by the letter, so that the same one written again is still one file.</summary>
    private void WriteFile(Guid id, string kind, SealedLetter letter, DateTimeOffset createdAt)
    {
        UnixFolder.Create(Path.GetDirectoryName(Folder)!, UnixFolder.Private);
        UnixFolder.Create(Folder, UnixFolder.Private);
        var name = string.Create(CultureInfo.InvariantCulture, $"{createdAt.UtcDateTime:yyyyMMdd-HHmmss}-{kind}-{id:N}.eml");
        try
        {
            UnixFolder.WriteSecret(Path.Combine(Folder, name), MailMessage.Write(id, SenderOfFiles, letter, createdAt));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SmtpException("The outbox folder cannot be written.");
        }
    }
}
