using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Halcyon.Wellness.Notifications.Push;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Halcyon.Wellness.Tests.Notifications;

/// <param name="Text">As the browser reads it.</param>
internal sealed record Pushed(Guid To, string Text, IReadOnlyDictionary<string, string> Headers);

/// <summary>A push service and the browser behind it, on loopback.</summary>
internal sealed class PushService : IAsyncDisposable
{
    private readonly ECDiffieHellman _browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _authentication = RandomNumberGenerator.GetBytes(PushEncryption.AuthenticationBytes);
    private readonly WebApplication _server;
    private readonly List<Pushed> _pushed = [];

    private PushService(WebApplication server) => _server = server;

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = StatusCodes.Status201Created;

    public BrowserAddress AddressOf(Guid person) =>
        new($"{_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/push/{person}", P256dh, Auth);

    public string P256dh => Base64Url.EncodeToString(PublicKey);

    public string Auth => Base64Url.EncodeToString(_authentication);

    /// <summary>What the browser of one person was told, oldest first.</summary>
    public IReadOnlyList<Pushed> PushedTo(Guid person)
    {
        lock (_pushed)
            return [.. _pushed.Where(pushed => pushed.To == person)];
    }

    private byte[] PublicKey
    {
        get
        {
            var key = new byte[PushEncryption.PublicKeyBytes];
            PushEncryption.WritePoint(_browser.ExportParameters(includePrivateParameters: false).Q, key);
            return key;
        }
    }

    public static async Task<PushService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var service = new PushService(server);
        server.MapPost("/push/{person:guid}", service.TakeAsync);
        await server.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _browser.Dispose();
    }

    private async Task<IResult> TakeAsync(Guid person, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (Status == StatusCodes.Status201Created)
        {
            lock (_pushed)
                _pushed.Add(new Pushed(person, Decrypt(body.ToArray()), request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        }

        return Results.StatusCode(Status);
    }

    /// <summary>The receiver's side of RFC 8291.</summary>
    private string Decrypt(byte[] body)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(16)) != 4096 || body[20] != PushEncryption.PublicKeyBytes)
            throw new CryptographicException("Not the header of RFC 8188.");

        var (salt, theirKey, cipher) = (body[..16], body[21..86], body[86..]);
        using var theirs = ECDiffieHellman.Create(PushEncryption.ReadPoint(theirKey));
        var shared = _browser.DeriveRawSecretAgreement(theirs.PublicKey);
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _authentication, [.. "WebPush: info\0"u8, .. PublicKey, .. theirKey]);
        var contentKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        using var aes = new AesGcm(contentKey, 16);
        var plain = new byte[cipher.Length - 16];
        aes.Decrypt(nonce, cipher.AsSpan(0, plain.Length), cipher.AsSpan(plain.Length), plain);
        return Encoding.UTF8.GetString(plain.AsSpan(0, plain.Length - 1));
    }
}
