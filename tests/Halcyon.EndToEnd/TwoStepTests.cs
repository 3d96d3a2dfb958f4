using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>Two-step sign-in from its first page to its last; the codes are computed here, by RFC 6238, from the key on the screen.</summary>
[Collection(SharesChromium.Name)]
public sealed class TwoStepTests(Chromium chromium)
{
    [Fact]
    public async Task TwoStep_SetUpUsedAndTurnedOff_AsksForWhatItShould()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        var email = await Newcomer.RegisterAsync(page);

        await page.GotoAsync("/settings/security");
        await page.GetByRole(AriaRole.Link, new() { Name = "Set it up" }).ClickAsync();
        await ConfirmAsync(page, "Password", Newcomer.Password);
        var secret = await page.Locator("code").InnerTextAsync();
        await page.GetByLabel("Then write the six digits it shows").FillAsync(Code(secret));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Keep these recovery codes" })).ToBeFocusedAsync();
        var codes = await page.GetByRole(AriaRole.List, new() { Name = "Recovery codes" }).GetByRole(AriaRole.Listitem).AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);
        Assert.Equal(10, codes.Distinct().Count());
        // They are shown only now: a tablet turned on its side must not lose them.
        await page.SetViewportSizeAsync(800, 1280);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "All settings" })).ToBeVisibleAsync();
        await Expect(page.GetByText(codes[9])).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(1280, 800);
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.GetByText("10 recovery codes are left.")).ToBeVisibleAsync();

        await SignInAgainAsync(page, email);
        // The code of the present half minute was used up by setting it up; the next one is good already.
        await page.GetByLabel("Six-digit code").FillAsync(Code(secret, stepsAhead: 1));
        await page.Keyboard.PressAsync("Enter");
        await Newcomer.ExpectHomeAsync(page);

        await SignInAgainAsync(page, email);
        await UseRecoveryCodeAsync(page, codes[0]);
        await Newcomer.ExpectHomeAsync(page);

        await SignInAgainAsync(page, email);
        await UseRecoveryCodeAsync(page, codes[0]);
        await Expect(page.GetByText("This code is not right, or it has been used. Take another one.")).ToBeVisibleAsync();
        await page.GetByLabel("Recovery code").FillAsync(codes[1]);
        await page.Keyboard.PressAsync("Enter");
        await Newcomer.ExpectHomeAsync(page);

        await page.GotoAsync("/settings/security");
        await Expect(page.GetByText("8 recovery codes are left.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it off" }).ClickAsync();
        await ConfirmAsync(page, "Password", Newcomer.Password);
        await ConfirmAsync(page, "Code", codes[2]);
        await Expect(page.GetByText("Two-step sign-in is off.")).ToBeVisibleAsync();
        await SignInAgainAsync(page, email);
        await Newcomer.ExpectHomeAsync(page);
        opened.AssertNoComplaints();
    }

    private static async Task ConfirmAsync(IPage page, string label, string answer)
    {
        await page.GetByRole(AriaRole.Dialog).GetByLabel(label, new() { Exact = true }).FillAsync(answer);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task SignInAgainAsync(IPage page, string email)
    {
        await Newcomer.SignOutAsync(page);
        await Newcomer.SignInAsync(page, email);
    }

    private static async Task UseRecoveryCodeAsync(IPage page, string code)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a recovery code instead" }).ClickAsync();
        await page.GetByLabel("Recovery code").FillAsync(code);
        await page.Keyboard.PressAsync("Enter");
    }

    private static string Code(string shownSecret, int stepsAhead = 0)
    {
        var bits = string.Concat(shownSecret.Where(char.IsAsciiLetterOrDigit).Select(letter =>
            Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = bits.Chunk(8).Select(octet => Convert.ToByte(new string(octet), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + stepsAhead);
#pragma warning disable CA5350 // What authenticator apps compute.
        var mac = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var digits = BinaryPrimitives.ReadUInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (digits % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
