using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Halcyon.Platform.Tokens;
using Xunit;

namespace Halcyon.Platform.Tests.Tokens;

public class CompactJwsTests
{
    /// <summary>RFC 7515, appendix A.3.1.</summary>
    private const string Rfc7515A3 =
        "eyJhbGciOiJFUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private static readonly JwsKey Rfc7515Key = Key(
        "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");

    private static readonly JwsKey Ours = JwsKey.Generate();

    private static readonly string Genuine = CompactJws.Sign(Ours, "at+jwt", "{\"sub\":\"someone\"}"u8);

    [Fact]
    public void Verify_Rfc7515AppendixA3_GivesItsPayload()
    {
        var verdict = CompactJws.Verify(Rfc7515A3, [Rfc7515Key]);

        Assert.Equal(TokenRefusal.None, verdict.Refusal);
        Assert.Equal("{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}", Encoding.UTF8.GetString(verdict.Payload));
    }

    [Fact]
    public void Verify_OneCharacterOfTheRfcVectorChanged_IsRefused()
    {
        for (var at = 0; at < Rfc7515A3.Length; at++)
        {
            var changed = Rfc7515A3.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';

            Assert.False(CompactJws.Verify(new string(changed), [Rfc7515Key]).IsGenuine, $"character {at}");
        }
    }

    [Fact]
    public void Sign_ThenVerify_GivesPayloadAndType()
    {
        var verdict = CompactJws.Verify(Genuine, [JwsKey.Generate(), Ours]);

        Assert.True(verdict.IsGenuine);
        Assert.Equal("at+jwt", verdict.Type);
        Assert.Equal("{\"sub\":\"someone\"}", Encoding.UTF8.GetString(verdict.Payload));
    }

    [Fact]
    public void Sign_PublicKey_Throws() =>
        Assert.Throws<ArgumentException>(() => CompactJws.Sign(Rfc7515Key, "jwt", "{}"u8));

    [Fact]
    public void Verify_UnsecuredToken_IsRefused()
    {
        // RFC 7519, 6.1: header {"alg":"none"}, empty signature; and with our key named in it.
        const string Rfc7519Unsecured =
            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.";

        Assert.Equal(TokenRefusal.AlgorithmNotAllowed, Refusal(Rfc7519Unsecured));
        foreach (var none in new[] { "none", "None", "NONE", "nOnE", "" })
            Assert.Equal(TokenRefusal.AlgorithmNotAllowed, Refusal(Token(Header(alg: none), "{}", [])));
    }

    [Fact]
    public void Verify_HmacKeyedWithThePublicKey_IsRefused()
    {
        var signingInput = Encoded(Header(alg: "HS256")) + "." + Encoded("{\"sub\":\"attacker\"}");
        using var publicKey = ECDsa.Create();
        publicKey.ImportPkcs8PrivateKey(Ours.ExportPkcs8(), out _);
        byte[][] secrets =
        [
            publicKey.ExportSubjectPublicKeyInfo(),
            Encoding.ASCII.GetBytes(publicKey.ExportSubjectPublicKeyInfoPem()),
            Base64Url.DecodeFromChars(Ours.ToPublicJwk().X),
            Encoding.ASCII.GetBytes(Ours.ToPublicJwk().X),
        ];
        foreach (var secret in secrets)
        {
            var mac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signingInput));

            Assert.Equal(TokenRefusal.AlgorithmNotAllowed, Refusal(signingInput + "." + Base64Url.EncodeToString(mac)));
        }
    }

    [Theory]
    [InlineData("ES384")]
    [InlineData("RS256")]
    [InlineData("es256")]
    [InlineData("ES256 ")]
    public void Verify_OtherAlgorithm_IsRefused(string algorithm) =>
        Assert.Equal(TokenRefusal.AlgorithmNotAllowed, Refusal(Signed(Header(alg: algorithm))));

    [Fact]
    public void Verify_AnotherKey_IsRefused()
    {
        var stranger = JwsKey.Generate();

        Assert.Equal(TokenRefusal.UnknownKey, Refusal(CompactJws.Sign(stranger, "at+jwt", "{}"u8)));
        // The stranger's signature under the name of our key.
        var signingInput = Encoded(Header()) + "." + Encoded("{}");
        var forged = signingInput + "." + Base64Url.EncodeToString(stranger.Sign(Encoding.ASCII.GetBytes(signingInput)));
        Assert.Equal(TokenRefusal.BadSignature, Refusal(forged));
    }

    [Fact]
    public void Verify_HeaderWithoutKeyId_IsAcceptedOnlyWhenThereIsOneKey()
    {
        var token = Signed("{\"alg\":\"ES256\"}");

        Assert.True(CompactJws.Verify(token, [Ours]).IsGenuine);
        Assert.Equal(TokenRefusal.UnknownKey, CompactJws.Verify(token, [Ours, JwsKey.Generate()]).Refusal);
        Assert.Equal(TokenRefusal.UnknownKey, CompactJws.Verify(token, []).Refusal);
    }

    [Theory]
    [InlineData("""{"alg":"ES256","kid":7}""", TokenRefusal.UnknownKey)]
    [InlineData("""{"alg":"ES256","kid":"\ud800"}""", TokenRefusal.UnknownKey)]
    [InlineData("""{"alg":["ES256"]}""", TokenRefusal.AlgorithmNotAllowed)]
    [InlineData("""{"alg":"\udfff"}""", TokenRefusal.AlgorithmNotAllowed)]
    [InlineData("""{}""", TokenRefusal.AlgorithmNotAllowed)]
    [InlineData("""{"alg":"ES256","crit":["exp"],"exp":1}""", TokenRefusal.UnsupportedCriticalHeader)]
    [InlineData("""{"alg":"ES256","crit":[]}""", TokenRefusal.UnsupportedCriticalHeader)]
    [InlineData("""{"alg":"ES256","alg":"none"}""", TokenRefusal.Malformed)]
    [InlineData("""["ES256"]""", TokenRefusal.Malformed)]
    [InlineData("""null""", TokenRefusal.Malformed)]
    [InlineData("""{"alg":"ES256"} {}""", TokenRefusal.Malformed)]
    [InlineData("""{"alg":"ES256","x":[[[[[[[[[[]]]]]]]]]]}""", TokenRefusal.Malformed)]
    [InlineData("""{"alg":"ES256",}""", TokenRefusal.Malformed)]
    public void Verify_GenuinelySignedButBadHeader_IsRefused(string header, TokenRefusal expected) =>
        Assert.Equal(expected, Refusal(Signed(header)));

    [Fact]
    public void Verify_BrokenShape_IsMalformed()
    {
        var parts = Genuine.Split('.');
        string[] broken =
        [
            "", ".", "..", "...", "a.b", "\0", "🧠.🧠.🧠", parts[0], parts[0] + "." + parts[1], "." + parts[1] + "." + parts[2],
            Genuine + ".", Genuine + "." + parts[2], Genuine + "=", Genuine + " ", " " + Genuine, Genuine.Replace('.', '!'),
            parts[0] + "=." + parts[1] + "." + parts[2], parts[0] + "." + parts[1] + "\n." + parts[2],
            string.Join('.', [.. parts, "", ""]),
        ];
        foreach (var token in broken)
            Assert.Equal(TokenRefusal.Malformed, Refusal(token));
    }

    [Fact]
    public void Verify_EveryTruncation_IsRefused()
    {
        for (var length = 0; length < Genuine.Length; length++)
            Assert.False(CompactJws.Verify(Genuine[..length], [Ours]).IsGenuine, $"{length} characters");
    }

    [Fact]
    public void Verify_SpareBitsOfTheLastCharacterSet_IsMalformed()
    {
        // 64 bytes take 86 characters, the last of which holds 4 unused bits: 16 spellings of one signature.
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = Alphabet.IndexOf(Genuine[^1], StringComparison.Ordinal);

        for (var spare = 1; spare < 16; spare++)
            Assert.Equal(TokenRefusal.Malformed, Refusal(Genuine[..^1] + Alphabet[last | spare]));
    }

    [Fact]
    public void Verify_SignatureOfAnotherForm_IsRefused()
    {
        var signingInput = Genuine[..Genuine.LastIndexOf('.')];
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(Ours.ExportPkcs8(), out _);
        var der = ecdsa.SignData(Encoding.ASCII.GetBytes(signingInput), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        // All zero: r = s = 0 satisfies a verifier that forgets the range check.
        byte[][] signatures = [der, new byte[64], [.. Enumerable.Repeat((byte)0xff, 64)], new byte[63], new byte[65], []];
        foreach (var signature in signatures)
            Assert.Equal(TokenRefusal.BadSignature, Refusal(signingInput + "." + Base64Url.EncodeToString(signature)));
    }

    [Fact]
    public void Verify_LongerThanTheLimit_IsRefusedUnread() =>
        Assert.Equal(TokenRefusal.TooLong, Refusal(new string('A', CompactJws.MaximumLength + 1)));

    [Fact]
    public void Verify_RandomDamage_IsNeverAcceptedAndNeverThrows()
    {
        var random = new Random(20_260_712);
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = Genuine.ToCharArray().ToList();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                var at = random.Next(damaged.Count);
                switch (random.Next(3))
                {
                    case 0: damaged[at] = (char)random.Next(0x10000); break;
                    case 1: damaged.RemoveAt(at); break;
                    default: damaged.Insert(at, (char)random.Next(0x80)); break;
                }
            }

            var token = new string([.. damaged]);
            if (!string.Equals(token, Genuine, StringComparison.Ordinal))
                Assert.False(CompactJws.Verify(token, [Ours]).IsGenuine, $"round {round}: {token}");
        }
    }

    [Fact]
    public async Task Verify_ManyThreadsWithOneKey_AllAgree()
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 64).Select(n => Task.Run(() =>
        {
            var token = CompactJws.Sign(Ours, "t", Encoding.ASCII.GetBytes($"{n}"));
            return CompactJws.Verify(token, [Ours]).IsGenuine && !CompactJws.Verify(token[..^4] + "AAAA", [Ours]).IsGenuine;
        })));

        Assert.All(verdicts, Assert.True);
    }

    [Fact]
    public void JwsKey_OtherCurve_IsRefused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<CryptographicException>(() => new JwsKey(p384.ExportParameters(false)));
    }

    [Fact]
    public void JwsKey_Pkcs8RoundTrip_KeepsNameAndCanStillSign()
    {
        var again = JwsKey.FromPkcs8(Ours.ExportPkcs8());

        Assert.Equal(Ours.KeyId, again.KeyId);
        Assert.True(CompactJws.Verify(CompactJws.Sign(again, "t", "{}"u8), [Ours]).IsGenuine);
    }

    private static TokenRefusal Refusal(string token) => CompactJws.Verify(token, [Ours]).Refusal;

    private static string Header(string alg = "ES256") => $$"""{"alg":"{{alg}}","kid":"{{Ours.KeyId}}"}""";

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Token(string header, string payload, byte[] signature) =>
        $"{Encoded(header)}.{Encoded(payload)}.{Base64Url.EncodeToString(signature)}";

    private static string Signed(string header) =>
        Token(header, "{}", Ours.Sign(Encoding.ASCII.GetBytes(Encoded(header) + "." + Encoded("{}"))));

    private static JwsKey Key(string x, string y) => new(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) },
    });
}
