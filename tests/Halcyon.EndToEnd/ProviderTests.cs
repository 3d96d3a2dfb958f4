using System.Diagnostics;
using Halcyon.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>The button that leads to another provider (the npm program `oidc-provider`) and back, signed in.</summary>
[Collection(SharesChromium.Name)]
public sealed class ProviderTests(Chromium chromium)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Button_ToTheProviderAndBack_SignsIn_AndAgainWithoutASecondAccount()
    {
        var folder = await NodeFolder.InstallAsync("Provider", Stop);
        Assert.SkipWhen(folder is null, "npm cannot install oidc-provider here, so signing in through a real provider is not tested.");
        var port = FreePort.Find();
        using var provider = NodeFolder.Start("node", ["provider.mjs", $"http://127.0.0.1:{port}/v1/auth/oidc/callback", "0"], folder);
        try
        {
            var issuer = await ReadIssuerAsync(provider);
            await using var halcyon = await HalcyonProcess.StartAsync(Stop, port, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["HALCYON_OIDC_ISSUER"] = issuer.ToString().TrimEnd('/'),
                ["HALCYON_OIDC_CLIENT_ID"] = "basic",
                ["HALCYON_OIDC_CLIENT_SECRET"] = "secret of basic & more+%",
                ["HALCYON_OIDC_NAME"] = "Example Provider",
            });
            await using var opened = await chromium.OpenAsync(at: halcyon, alsoAllowed: issuer);
            var page = opened.Page;

            await SignInThereAsync(page);
            await page.GotoAsync("/settings/security");
            await Expect(page.GetByText("You sign in as ines@provider.example.")).ToBeVisibleAsync();
            await Expect(page.GetByText("This account has no password.", new() { Exact = false })).ToBeVisibleAsync();
            await opened.AssertAccessibleAsync();
            await Newcomer.SignOutAsync(page);
            // The provider still knows who it is; nothing is asked there a second time.
            await page.GotoAsync("/sign-in");
            await page.GetByRole(AriaRole.Link, new() { Name = "Continue with Example Provider" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Account and appearance" })).ToBeVisibleAsync();
            opened.AssertNoComplaints();
        }
        finally
        {
            provider.Kill();
            await provider.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task SignInThereAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue with Example Provider" }).ClickAsync();
        await page.Locator("input[name=login]").FillAsync("ines");
        await page.Locator("input[name=password]").FillAsync("any will do there");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Account and appearance" })).ToBeVisibleAsync();
    }

    private static async Task<Uri> ReadIssuerAsync(Process provider)
    {
        // Both are read to the end: a full pipe would stop the provider.
        _ = provider.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await provider.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                _ = provider.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new Uri(line["ready ".Length..]);
            }
        }

        throw new InvalidOperationException("The provider did not start.");
    }
}
