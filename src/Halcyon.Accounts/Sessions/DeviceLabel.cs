using System.Net;
using Microsoft.AspNetCore.Http;

namespace Halcyon.Accounts.Sessions;

/// <summary>
/// Names the browser and the system of a request, for the list of devices. Only names of our own are used: what a client
/// calls itself is anybody's text and is neither stored nor shown.
/// </summary>
internal static class DeviceLabel
{
    public const string Unknown = "Unknown device";

    /// <summary>Most browsers name others too, for the sake of old web sites: the first that is found is meant.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi/", "Vivaldi"), ("SamsungBrowser/", "Samsung Internet"), ("DuckDuckGo/", "DuckDuckGo"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Chromium/", "Chromium"),
        ("Safari/", "Safari"), ("curl/", "curl"), ("halcyon/", "Halcyon command line"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
        ("Macintosh", "macOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"), ("FreeBSD", "FreeBSD"),
    ];

    public static string From(string? userAgent) => (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
    {
        ({ } browser, { } system) => $"{browser} on {system}",
        ({ } browser, null) => browser,
        (null, { } system) => $"Another program on {system}",
        _ => Unknown,
    };

    public static IPAddress? Address(HttpContext http) =>
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;

    private static string? Find((string Mark, string Name)[] known, string? userAgent) =>
        Array.Find(known, entry => userAgent?.Contains(entry.Mark, StringComparison.Ordinal) == true).Name;
}
