using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Halcyon.Wellness.Notifications.Push;
using Xunit;

namespace Halcyon.Wellness.Tests.Notifications;

public sealed class PushEncryptionTests
{
    /// <summary>Appendix A of RFC 8291.</summary>
    [Fact]
    public void Rfc8291AppendixA_GivenKeysAndSalt_GivesTheBodyOfTheStandard()
    {
        var browserKey = Decode("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        var ourPoint = Decode("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var ours = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
            Q = PushEncryption.ReadPoint(ourPoint).Q,
        });

        var body = PushEncryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8, browserKey, Decode("BTBZMqHH6r4Tts7J_aSIgg"), ours, Decode("DGv6ra1nlYgDCS1FRnbzlw"));

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(body));
    }

    [Fact]
    public void Encrypt_Twice_NeverGivesTheSameBody()
    {
        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var key = new byte[PushEncryption.PublicKeyBytes];
        PushEncryption.WritePoint(browser.ExportParameters(includePrivateParameters: false).Q, key);

        Assert.NotEqual(PushEncryption.Encrypt("hello"u8, key, new byte[16]), PushEncryption.Encrypt("hello"u8, key, new byte[16]));
    }

    [Fact]
    public void ReadPoint_NotOnTheCurve_IsRefused()
    {
        var point = Decode("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        point[40] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => PushEncryption.ReadPoint(point));
        Assert.ThrowsAny<CryptographicException>(() => PushEncryption.ReadPoint(Encoding.UTF8.GetBytes("short")));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    public void IsPublic_OfAnAddress_IsTrueOnlyOnTheInternet(string address, bool expected) =>
        Assert.Equal(expected, PushTargets.IsPublic(IPAddress.Parse(address)));

    private static byte[] Decode(string base64Url) => Base64Url.DecodeFromChars(base64Url);
}
