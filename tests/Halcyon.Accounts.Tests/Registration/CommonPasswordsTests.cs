using Halcyon.Accounts.Registration;
using Xunit;

namespace Halcyon.Accounts.Tests.Registration;

public class CommonPasswordsTests
{
    [Theory]
    [InlineData("passwordpassword")]
    [InlineData("Password2024!")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("123456789012")]
    [InlineData("987654321000")]
    [InlineData("qwertyuiop12")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("iloveyou2000")]
    [InlineData("letmein12345")]
    [InlineData("AdminAdmin123")]
    [InlineData("Welcome12345!")]
    [InlineData("trustno1trustno1")]
    [InlineData("correcthorsebatterystaple")]
    [InlineData("zxcvbnmasdfghjkl")]
    [InlineData("            ")]
    [InlineData("00000000000000000000000000")]
    public void IsGuessable_WordsWalksRunsAndYears_AreFound(string password) => Assert.True(CommonPasswords.IsGuessable(password, []));

    [Theory]
    [InlineData("a long enough password")]
    [InlineData("violet-kettle-marsh-tuba")]
    [InlineData("kuvado-merila-pozuti-bafeno")]
    [InlineData("xK9#mQ2$vL7p")]
    [InlineData("Wörterbücher am Küchentisch")]
    [InlineData("мойдлинныйпароль")]
    [InlineData("正しい馬電池ホッチキス紫色")]
    [InlineData("🐎🔋📎✅🌧🚲🍋🎻")]
    public void IsGuessable_PhrasesAndRandomText_AreNot(string password) => Assert.False(CommonPasswords.IsGuessable(password, []));

    [Theory]
    [InlineData("maria.gonzalez2024")]
    [InlineData("GonzalezMaria1!")]
    [InlineData("m4ri4m4ri4123")]
    public void IsGuessable_OwnName_IsFound(string password)
    {
        Assert.True(CommonPasswords.IsGuessable(password, ["maria.gonzalez@example.org", "Maria Gonzalez"]));
        Assert.False(CommonPasswords.IsGuessable("maria and the seven tin kettles", ["maria.gonzalez@example.org"]));
    }

    [Fact]
    public void IsGuessable_LongestPasswordsOfEveryShape_AreAnsweredWithoutEffort()
    {
        // The search is quadratic in the length; 256 characters are the most that reach it.
        var random = new Random(5);
        for (var round = 0; round < 20; round++)
        {
            var password = new string([.. Enumerable.Range(0, 256).Select(_ => (char)random.Next(1, 0xd800))]);
            Assert.False(CommonPasswords.IsGuessable(password, [password[..60]]));
        }
    }
}
