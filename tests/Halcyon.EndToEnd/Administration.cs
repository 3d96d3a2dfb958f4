using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>What the administrator of the first start does for others, through the screens.</summary>
internal static class Administration
{
    public const string Email = "admin@localhost";

    public static async Task SignInAsync(IPage page, HalcyonProcess halcyon)
    {
        await Newcomer.SignInAsync(page, Email, halcyon.AdministratorPassword);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToHaveTextAsync("Sign in to Halcyon");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Workspace:" })).ToBeVisibleAsync();
    }

    /// <summary>Opens the newest letter to this address on the page of mail, and copies what it asks to be opened.</summary>
    /// <returns>Where the link in it leads.</returns>
    public static async Task<string> ReadLinkAsync(IPage page, string to, string kind)
    {
        await page.GotoAsync("/admin/mail");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = to }).Filter(new() { HasText = kind })
            .GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the link" }).ClickAsync();
        await Expect(page.GetByText("Copied.")).ToBeVisibleAsync();
        return await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
    }
}
