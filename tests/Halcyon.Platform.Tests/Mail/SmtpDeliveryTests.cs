using Halcyon.Platform.Mail;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Platform.Tests.Mail;

public sealed class SmtpDeliveryTests : IDisposable
{
    private const string Text = "Hello,\n\n.a line with a dot first\n.\n..\nOpen https://halcyon.example.org/verify-email#user=1&token=abc=def\n";

    private readonly string _folder = TemporaryFolder.Create();
    private readonly string _certificate;
    private readonly string _key;

    public SmtpDeliveryTests() => (_certificate, _key) = TestCertificate.Create(_folder);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task Send_StartTlsAndPassword_ArrivesEncryptedAndSignedIn(string method)
    {
        using var server = await SmtpServer.StartAsync(
            new { starttls = true, key = _key, cert = _certificate, user = "halcyon@example.org", password = "p@ss:w/rd £", methods = new[] { method } });

        await SendAsync($"smtp://halcyon%40example.org:p%40ss%3Aw%2Frd%20%C2%A3@localhost:{server.Port}?tls=required&ca={_certificate}");

        var mail = await server.NextAsync();
        Assert.True(mail.Secure);
        Assert.Equal("halcyon@example.org", mail.User);
        Assert.Equal("halcyon@example.org", mail.Sender);
        Assert.Equal(["ada@example.org"], mail.Recipients);
        Assert.Equal("A subject", mail.Subject);
        Assert.Equal(Text.TrimEnd(), mail.Text.TrimEnd());
        Assert.Contains("Auto-Submitted: auto-generated", mail.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TlsFromTheFirstByte_Arrives()
    {
        using var server = await SmtpServer.StartAsync(new { secure = true, key = _key, cert = _certificate });

        await SendAsync($"smtps://localhost:{server.Port}?from=halcyon@example.org&ca={_certificate}");

        Assert.True((await server.NextAsync()).Secure);
    }

    [Theory]
    [InlineData("smtp", "?tls=required&from=h@example.org")]
    [InlineData("smtp", "?from=h@example.org")]
    [InlineData("smtps", "?from=h@example.org")]
    public async Task Send_CertificateNobodyTrusts_SendsNothing(string scheme, string query)
    {
        using var server = await SmtpServer.StartAsync(new { secure = scheme == "smtps", starttls = true, key = _key, cert = _certificate });

        await Assert.ThrowsAsync<System.Security.Authentication.AuthenticationException>(() => SendAsync($"{scheme}://localhost:{server.Port}{query}"));
    }

    [Fact]
    public async Task Send_CertificateOfAnotherName_SendsNothing()
    {
        var (certificate, key) = TestCertificate.Create(_folder, "elsewhere.example.org");
        using var server = await SmtpServer.StartAsync(new { secure = true, key, cert = certificate });

        await Assert.ThrowsAsync<System.Security.Authentication.AuthenticationException>(
            () => SendAsync($"smtps://localhost:{server.Port}?from=h@example.org&ca={certificate}"));
    }

    [Fact]
    public async Task Send_EncryptionRequiredAndNotOffered_SaysNeitherPasswordNorLetter()
    {
        using var server = await SmtpServer.StartAsync(new { user = "halcyon", password = "secret", insecure_auth = true });

        var refusal = await Assert.ThrowsAsync<SmtpException>(() => SendAsync($"smtp://halcyon:secret@localhost:{server.Port}?tls=required&from=h@example.org"));

        Assert.Contains("STARTTLS", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsFinal);
    }

    [Fact]
    public async Task Send_WrongPassword_IsToBeTriedAgainWhenCorrected()
    {
        using var server = await SmtpServer.StartAsync(new { user = "halcyon", password = "secret", insecure_auth = true });

        var refusal = await Assert.ThrowsAsync<SmtpException>(() => SendAsync($"smtp://halcyon:other@localhost:{server.Port}?tls=none&from=h@example.org"));

        Assert.Contains("user or password: 535", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsFinal);
    }

    [Theory]
    [InlineData("refuse550@example.org", true, "550 5.1.1")]
    [InlineData("refuse451@example.org", false, "451 5.1.1")]
    public async Task Send_RecipientRefused_TellsTheCodesWithoutTheAddress(string to, bool isFinal, string codes)
    {
        using var server = await SmtpServer.StartAsync(new { });

        var refusal = await Assert.ThrowsAsync<SmtpException>(() => SendAsync(Plain(server), to));

        Assert.Equal($"The mail server refused the recipient: {codes}.", refusal.Message);
        Assert.Equal(isFinal, refusal.IsFinal);
    }

    [Fact]
    public async Task Send_ManyLanguages_ArriveUnchanged()
    {
        const string Subject = "Ändere dein Kennwort — パスワードの変更をお願いします, 👩‍🔬 and a long end that needs more than one encoded word";
        const string Words = "£5 = 5 pounds, ünï\nFrom here on\n.\n \n trailing space \nпароль пароль пароль пароль пароль пароль пароль пароль пароль пароль";
        using var server = await SmtpServer.StartAsync(new { });

        await SendAsync(Plain(server), "ünï@exämple.org", Subject, Words);

        var mail = await server.NextAsync();
        Assert.Equal(Subject, mail.Subject);
        Assert.Equal(Words, mail.Text.TrimEnd('\n'));
        Assert.Equal(["ünï@exämple.org"], mail.Recipients);
        Assert.All(mail.Raw.Split("\r\n").Where(line => !line.StartsWith("To:", StringComparison.Ordinal)), line => Assert.True(line.Length <= 78 && line.All(char.IsAscii), line));
    }

    [Fact]
    public async Task Send_AddressBeyondAsciiToAServerWithoutIt_IsFinal()
    {
        using var server = await SmtpServer.StartAsync(new { ascii_only = true });

        var refusal = await Assert.ThrowsAsync<SmtpException>(() => SendAsync(Plain(server), "ünï@example.org"));

        Assert.True(refusal.IsFinal);
    }

    [Theory]
    [InlineData("ada@example.org>\r\nRCPT TO:<eve@example.org", "A subject")]
    [InlineData("ada@example.org\nBcc: eve@example.org", "A subject")]
    [InlineData("ada@example.org", "A subject\r\nBcc: eve@example.org")]
    [InlineData("ada@example.org", "A subject\nBcc: eve@example.org")]
    [InlineData("ada@example.org", "A subject\r\n Bcc: eve@example.org")]
    public async Task Send_LineBreaksInHeaders_AreRefused(string to, string subject)
    {
        using var server = await SmtpServer.StartAsync(new { });
        Assert.Throws<ArgumentException>(() => LetterRules.Require(new Letter(to, "test", subject, Text)));

        // And again behind the first look: neither a header nor a command is ever two.
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(Plain(server), to, subject));
    }

    private static string Plain(SmtpServer server) => $"smtp://localhost:{server.Port}?from=halcyon@example.org";

    private static Task SendAsync(string settings, string to = "ada@example.org", string subject = "A subject", string text = Text)
    {
        var smtp = SmtpSettings.Parse(settings);
        var message = MailMessage.Write(Guid.CreateVersion7(), smtp.From, new SealedLetter(to, subject, text), DateTimeOffset.UtcNow);
        return SmtpDelivery.SendAsync(smtp, to, message, Cancel);
    }
}
