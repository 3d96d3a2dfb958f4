using System.Security.Cryptography;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Platform.Tests.Encryption;

public sealed class ProtectionTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a line of a journal");

    private IFieldProtector Fields => app.Services.GetRequiredService<IFieldProtector>();

    private IUserKeys Keys => app.Services.GetRequiredService<IUserKeys>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Field_SameOwnerAndPurpose_RoundTripsAndHidesThePlain()
    {
        var owner = UserId.New();

        var cipher = await Fields.ProtectAsync(owner, "check_in.journal", Secret, Cancel);

        Assert.Equal(Secret, await Fields.UnprotectAsync(owner, "check_in.journal", cipher, Cancel));
        Assert.Equal(-1, cipher.AsSpan().IndexOf(Secret.AsSpan(0, 6)));
        Assert.NotEqual(cipher, await Fields.ProtectAsync(owner, "check_in.journal", Secret, Cancel));
    }

    [Fact]
    public async Task Field_OtherPurposeOwnerOrByte_DoesNotOpen()
    {
        var owner = UserId.New();
        var cipher = await Fields.ProtectAsync(owner, "check_in.journal", Secret, Cancel);

        await Assert.ThrowsAnyAsync<CryptographicException>(() => Fields.UnprotectAsync(owner, "safety_plan.note", cipher, Cancel));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => Fields.UnprotectAsync(UserId.New(), "check_in.journal", cipher, Cancel));
        cipher[^1] ^= 1;
        await Assert.ThrowsAnyAsync<CryptographicException>(() => Fields.UnprotectAsync(owner, "check_in.journal", cipher, Cancel));
    }

    [Fact]
    public async Task Keys_Destroyed_NothingOpensAndNoNewKeyIsMade()
    {
        var owner = UserId.New();
        var cipher = await Fields.ProtectAsync(owner, "x", Secret, Cancel);

        await Keys.DestroyAsync(owner, Cancel);

        await Assert.ThrowsAsync<UserKeyDestroyedException>(() => Fields.UnprotectAsync(owner, "x", cipher, Cancel));
        await Assert.ThrowsAsync<UserKeyDestroyedException>(() => Keys.GetOrCreateAsync(owner, Cancel));
    }

    [Fact]
    public async Task Keys_AskedForAtOnceByMany_AreOne()
    {
        var owner = UserId.New();

        var keys = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Keys.GetOrCreateAsync(owner, Cancel))));

        Assert.All(keys, key => Assert.Equal(keys[0], key));
    }

    [Fact]
    public void MasterKey_Replaced_OldValuesOpenAndNewOnesUseTheNewKey()
    {
        var (first, second) = (Random32(), Random32());
        var old = new SystemProtector(new MasterKeys(Options(first))).Protect("signing_key", Secret);
        var rotated = new SystemProtector(new MasterKeys(Options($"{second},{first}")));

        Assert.Equal(Secret, rotated.Unprotect("signing_key", old));
        var onlySecond = new SystemProtector(new MasterKeys(Options(second)));
        Assert.Equal(Secret, onlySecond.Unprotect("signing_key", rotated.Protect("signing_key", Secret)));
        Assert.Throws<MasterKeyException>(() => onlySecond.Unprotect("signing_key", old));
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public void MasterKey_NotThirtyTwoBytes_IsRefusedWithAdvice(string text)
    {
        var refusal = Assert.Throws<MasterKeyException>(() => new MasterKeys(Options(text)));

        Assert.Contains("base64 of exactly 32 bytes", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MasterKey_NoneGiven_IsMadeOnceAndOnlyWeMayReadIt()
    {
        var folder = TemporaryFolder.Create();
        var options = new HalcyonOptions { DataDirectory = folder };

        var first = new MasterKeys(options).Current.Bytes;

        Assert.Equal(first, new MasterKeys(options).Current.Bytes);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "keys", "master.key")));
        Directory.Delete(folder, recursive: true);
    }

    private static string Random32() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static HalcyonOptions Options(string masterKey) => new() { DataDirectory = Path.GetTempPath(), MasterKey = masterKey };
}
