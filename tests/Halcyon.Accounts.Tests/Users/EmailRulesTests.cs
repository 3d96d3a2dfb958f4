using Halcyon.Accounts.Users;
using Xunit;

namespace Halcyon.Accounts.Tests.Users;

public class EmailRulesTests
{
    [Theory]
    [InlineData("name@example.org")]
    [InlineData("  name+tag@sub.example.org ")]
    [InlineData("admin@localhost")]
    [InlineData("o'brien@example.ie")]
    [InlineData("jürgen@köln.example")]
    public void IsValid_OrdinaryAddresses_AreTaken(string address) => Assert.True(Email.IsValid(address));

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("name")]
    [InlineData("@example.org")]
    [InlineData("name@")]
    [InlineData("a@b@example.org")]
    [InlineData("name@example..org")]
    [InlineData("name@.example.org")]
    [InlineData("name@-example.org")]
    [InlineData("na me@example.org")]
    [InlineData("name@example.org\r\nBcc: all@example.org")]
    [InlineData("name\n@example.org")]
    [InlineData("\"name\"@example.org")]
    [InlineData("name@example.org,other@example.org")]
    [InlineData("name<script>@example.org")]
    [InlineData("na\u0000me@example.org")]
    [InlineData("na\u200bme@example.org")]
    [InlineData("na\u202eme@example.org")]
    [InlineData("na\ufffeme@example.org")]
    [InlineData("na\u2028me@example.org")]
    public void IsValid_BrokenOrDisguisedAddresses_AreRefused(string address) => Assert.False(Email.IsValid(address));

    [Fact]
    public void IsValid_Lengths_FollowRfc5321()
    {
        Assert.True(Email.IsValid(new string('a', 64) + "@example.org"));
        Assert.False(Email.IsValid(new string('a', 65) + "@example.org"));
        Assert.False(Email.IsValid("a@" + string.Join('.', Enumerable.Repeat(new string('b', 50), 5))));
        Assert.False(Email.IsValid("a@" + new string('b', 64) + ".org"));
    }

    [Fact]
    public void Clean_ComposedAndDecomposed_AreOneAddress()
    {
        Assert.Equal(Email.Clean("j\u00fcrgen@example.org"), Email.Clean(" ju\u0308rgen@EXAMPLE.org "));
        Assert.Equal("Name@example.org", Email.Clean("Name@Example.ORG"));
    }
}
