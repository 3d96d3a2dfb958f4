using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Halcyon.Accounts.Tests.Passkeys;

/// <summary>What a lying page or a broken device would do differently.</summary>
internal sealed record Lie
{
    public string? Origin { get; init; }

    public string? RelyingPartyId { get; init; }

    public string? Challenge { get; init; }

    public bool CrossOrigin { get; init; }

    public bool WithoutVerification { get; init; }

    public bool WithoutPresence { get; init; }

    public bool SameCount { get; init; }

    public bool BadSignature { get; init; }

    public string? Type { get; init; }

    public Guid? UserHandle { get; init; }
}

/// <summary>An authenticator in software (WebAuthn Level 3, ES256, attestation "none"), which does as it is told.</summary>
internal sealed class SoftAuthenticator(string origin) : IDisposable
{
    private const byte Present = 0x01, Verified = 0x04, HasCredential = 0x40;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _credentialId = RandomNumberGenerator.GetBytes(32);
    private string? _userHandle;
    private uint _count;

    public object Create(JsonElement options, Lie? lie = null)
    {
        _userHandle = options.GetProperty("user").GetProperty("id").GetString();
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        // COSE: kty EC2, alg ES256, crv P-256, x, y.
        byte[] coseKey = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] authenticatorData =
        [
            .. AuthenticatorData(options.GetProperty("rp").GetProperty("id").GetString()!, HasCredential, lie), .. new byte[16],
            0, (byte)_credentialId.Length, .. _credentialId, .. coseKey,
        ];
        // CBOR: { "fmt": "none", "attStmt": {}, "authData": bytes }.
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0,
            0x68, .. "authData"u8, 0x58, (byte)authenticatorData.Length, .. authenticatorData,
        ];
        return Credential(new
        {
            clientDataJSON = Encode(ClientData("webauthn.create", options, lie)),
            attestationObject = Encode(attestation),
            transports = new[] { "internal" },
        });
    }

    public object Get(JsonElement options, Lie? lie = null)
    {
        _count += lie is { SameCount: true } ? 0u : 1u;
        var authenticatorData = AuthenticatorData(options.GetProperty("rpId").GetString()!, 0, lie);
        var clientData = ClientData("webauthn.get", options, lie);
        var signature = _key.SignData([.. authenticatorData, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (lie is { BadSignature: true })
            signature[^1] ^= 1;
        return Credential(new
        {
            clientDataJSON = Encode(clientData),
            authenticatorData = Encode(authenticatorData),
            signature = Encode(signature),
            userHandle = lie?.UserHandle is { } other ? Encode(Encoding.UTF8.GetBytes(other.ToString())) : _userHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private object Credential(object response) => new
    {
        id = Encode(_credentialId),
        rawId = Encode(_credentialId),
        type = "public-key",
        response,
        clientExtensionResults = new { },
    };

    private byte[] AuthenticatorData(string relyingPartyId, byte flags, Lie? lie)
    {
        flags |= lie is { WithoutPresence: true } ? (byte)0 : Present;
        flags |= lie is { WithoutVerification: true } ? (byte)0 : Verified;
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, _count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(lie?.RelyingPartyId ?? relyingPartyId)), flags, .. count];
    }

    private byte[] ClientData(string type, JsonElement options, Lie? lie) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = lie?.Type ?? type,
        challenge = lie?.Challenge ?? options.GetProperty("challenge").GetString(),
        origin = lie?.Origin ?? origin,
        crossOrigin = lie?.CrossOrigin ?? false,
    });

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
