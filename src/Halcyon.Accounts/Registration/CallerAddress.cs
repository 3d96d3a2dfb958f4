using System.Net;
using System.Net.Sockets;

namespace Halcyon.Accounts.Registration;

internal static class CallerAddress
{
    /// <summary>An IPv6 household owns a /64, so that is one caller.</summary>
    public static string KeyOf(IPAddress? address)
    {
        if (address is null or { AddressFamily: not AddressFamily.InterNetworkV6 } or { IsIPv4MappedToIPv6: true })
        {
            return address?.MapToIPv4().ToString() ?? "unknown";
        }

        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }
}
