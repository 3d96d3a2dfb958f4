using Halcyon.Platform.Mail;
using Xunit;

namespace Halcyon.Platform.Tests.Mail;

public class SmtpSettingsTests
{
    [Theory]
    [InlineData("smtp://mail.example.org?from=h@example.org", 587, SmtpEncryption.Required)]
    [InlineData("smtps://mail.example.org?from=h@example.org", 465, SmtpEncryption.Implicit)]
    [InlineData("smtp://mail.example.org:25?from=h@example.org&tls=none", 25, SmtpEncryption.None)]
    [InlineData("smtp://127.0.0.1:1025?from=h@example.org", 1025, SmtpEncryption.Offered)]
    [InlineData("smtp://[::1]:1025?from=h@example.org", 1025, SmtpEncryption.Offered)]
    [InlineData("smtp://localhost?from=h@example.org&tls=required", 587, SmtpEncryption.Required)]
    [InlineData("smtp://h%40example.org:x@mail.example.org", 587, SmtpEncryption.Required)]
    internal void Parse_GoodAddress_SaysHowToConnect(string text, int port, SmtpEncryption encryption)
    {
        var settings = SmtpSettings.Parse(text);

        Assert.Equal(port, settings.Port);
        Assert.Equal(encryption, settings.Encryption);
        Assert.Equal("h@example.org", settings.From);
    }

    [Theory]
    [InlineData("mail.example.org")]
    [InlineData("http://u:hunter2@mail.example.org?from=h@example.org")]
    [InlineData("smtp://u:hunter2@?from=h@example.org")]
    [InlineData("smtp://u:hunter2@mail.example.org")]
    [InlineData("smtp://u:hunter2@mail.example.org?from=h")]
    [InlineData("smtp://u:hunter2@mail.example.org?from=h@example.org%0d%0aBcc:x@example.org")]
    [InlineData("smtp://:hunter2@mail.example.org?from=h@example.org")]
    [InlineData("smtp://u@mail.example.org?from=h@example.org")]
    [InlineData("smtp://u:hunter2@mail.example.org/path?from=h@example.org")]
    [InlineData("smtp://u:hunter2@mail.example.org?from=h@example.org&verify=no")]
    [InlineData("smtp://u:hunter2@mail.example.org?from=h@example.org&tls=maybe")]
    [InlineData("smtps://u:hunter2@mail.example.org?from=h@example.org&tls=none")]
    [InlineData("smtp://u:hunter2@mail.example.org?from=h@example.org&ca=/nowhere.pem")]
    public void Parse_BadAddress_SaysSoInOneLineWithoutThePassword(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => SmtpSettings.Parse(text));

        Assert.StartsWith("HALCYON_SMTP ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_WithPassword_HidesIt() =>
        Assert.Equal("mail.example.org:587", $"{SmtpSettings.Parse("smtp://u:hunter2@mail.example.org?from=h@example.org")}");
}
