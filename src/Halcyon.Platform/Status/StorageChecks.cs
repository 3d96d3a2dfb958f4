using System.Globalization;
using Halcyon.Platform.Hosting;

namespace Halcyon.Platform.Status;

/// <summary>Room on the disk, and where the master key and the public address come from.</summary>
internal sealed class StorageChecks(HalcyonOptions options) : ISystemChecks
{
    private const long WarningBytes = 10L << 30;
    private const long BadBytes = 1L << 30;

    public Task<IReadOnlyList<SystemCheck>> RunAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SystemCheck>>([CheckDisk(FreeBytes(options)), CheckMasterKey(options), CheckAddress(options.PublicUrl)]);

    public static long FreeBytes(HalcyonOptions options) => new DriveInfo(options.DataDirectory).AvailableFreeSpace;

    internal static SystemCheck CheckDisk(long freeBytes)
    {
        var room = string.Create(CultureInfo.InvariantCulture, $"{freeBytes / (double)(1L << 30):0.0} GiB are free where the data folder is");
        return freeBytes switch
        {
            < BadBytes => SystemCheck.Bad("disk", $"Only {room}: uploads will fail soon. Make room or move the data folder."),
            < WarningBytes => SystemCheck.Warning("disk", $"{room}. Make room before uploads fail."),
            _ => SystemCheck.Good("disk", $"{room}."),
        };
    }

    internal static SystemCheck CheckMasterKey(HalcyonOptions options) => options.MasterKey is not null
        ? SystemCheck.Good("master_key", "The master key comes from HALCYON_MASTER_KEY, apart from the data that it protects.")
        : SystemCheck.Warning(
            "master_key",
            "The master key is a file in the data folder, keys/master.key. Keep a copy of it elsewhere, and leave it out of backups of the folder: who has both can read everything.");

    internal static SystemCheck CheckAddress(string publicUrl)
    {
        var address = new Uri(publicUrl);
        if (address.Scheme == Uri.UriSchemeHttps)
            return SystemCheck.Good("public_url", $"People reach Halcyon at {publicUrl}.");

        return address.IsLoopback
            ? SystemCheck.Warning("public_url", $"Links in letters begin with {publicUrl}, which only this computer reaches. Set HALCYON_PUBLIC_URL when others use Halcyon.")
            : SystemCheck.Bad("public_url", $"{publicUrl} is not encrypted: passwords and health data can be read on the way. Put a proxy with TLS in front and set HALCYON_PUBLIC_URL to its https address.");
    }
}
