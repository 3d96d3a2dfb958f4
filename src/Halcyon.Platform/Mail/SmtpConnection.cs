using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Halcyon.Platform.Mail;

/// <summary>One reply of a mail server: `550` and, where the server gives one, the finer code of RFC 3463.</summary>
internal readonly record struct SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>The codes alone: the words of a reply often repeat the address.</summary>
    public string Codes
    {
        get
        {
            var finer = Lines.Count > 0 ? Lines[^1].Split(' ')[0] : "";
            var isFiner = finer.Length is >= 5 and <= 9 && finer.All(c => char.IsAsciiDigit(c) || c == '.') && finer[1] == '.';
            return isFiner ? string.Create(CultureInfo.InvariantCulture, $"{Code} {finer}") : Code.ToString(CultureInfo.InvariantCulture);
        }
    }
}

/// <summary>Lines to a mail server and replies from it, on a socket that may become TLS.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int LongestReply = 64 * 1024;
    private readonly SmtpSettings _settings;
    private Stream _stream;
    private PipeReader _reader;

    private SmtpConnection(SmtpSettings settings, Stream stream)
    {
        _settings = settings;
        _stream = stream;
        _reader = Read(stream);
    }

    public bool IsEncrypted => _stream is SslStream;

    public static async Task<SmtpConnection> OpenAsync(SmtpSettings settings, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new SmtpConnection(settings, new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>Goes on in TLS. What the server, or somebody between, had sent in plain before is thrown away.</summary>
    public async Task EncryptAsync(CancellationToken cancellationToken)
    {
        await _reader.CompleteAsync();
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = _settings.Host,
            CertificateChainPolicy = _settings.TrustedRoots is { } roots ? Trusting(roots) : null,
        }, cancellationToken);
        _reader = Read(encrypted);
    }

    /// <exception cref="ArgumentException">The line holds a line break, which would make it two commands.</exception>
    public async Task<SmtpReply> CommandAsync(string line, CancellationToken cancellationToken)
    {
        if (line.Any(char.IsControl))
            throw new ArgumentException("A command is one line.", nameof(line));

        await WriteAsync(line + "\r\n", cancellationToken);
        return await ReplyAsync(cancellationToken);
    }

    /// <summary>The message, a dot that begins a line doubled (RFC 5321, 4.5.2), and the dot that ends it.</summary>
    public async Task<SmtpReply> MessageAsync(string message, CancellationToken cancellationToken)
    {
        var stuffed = message.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await WriteAsync((stuffed.StartsWith('.') ? "." : "") + stuffed + ".\r\n", cancellationToken);
        return await ReplyAsync(cancellationToken);
    }

    public async Task<SmtpReply> ReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await LineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || lines.Sum(l => l.Length) > LongestReply)
                throw new SmtpException("The mail server does not speak SMTP.");

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new SmtpReply(code, lines);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        await _stream.DisposeAsync();
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.IsCompleted || read.Buffer.Length > LongestReply)
                throw new SmtpException("The mail server ended the connection.");
            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    private static PipeReader Read(Stream stream) => PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}

/// <summary>A letter was not taken. The message names codes, never an address.</summary>
/// <param name="isFinal">The server said that trying again is of no use.</param>
internal sealed class SmtpException(string message, bool isFinal = false) : Exception(message)
{
    public bool IsFinal { get; } = isFinal;
}
