using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Identity;

namespace Halcyon.Accounts.Users;

/// <summary>One person's account, or a guest's for a day.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public UserId UserId => new(Id);

    public string? DisplayName { get; set; }

    public bool IsGuest { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a guest's account is erased; null for everybody else.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Since when the account may not sign in; null for one that may.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>Access tokens of an earlier generation are refused: the account's rights were other ones then.</summary>
    public int AccessTokenGeneration { get; init; }

    public DateTimeOffset? AccessTokensRevokedAt { get; init; }

    /// <summary>When its owner asked for it to be erased; null unless they did.</summary>
    public DateTimeOffset? EraseAfter { get; set; }

    public static Account ForPerson(string email, string? displayName, DateTimeOffset now) => new()
    {
        Id = UserId.New().Value,
        UserName = email,
        Email = email,
        DisplayName = displayName,
        CreatedAt = now,
    };

    public static Account ForGuest(DateTimeOffset now, TimeSpan lifetime)
    {
        var id = UserId.New();
        return new Account { Id = id.Value, UserName = $"guest-{id}", IsGuest = true, CreatedAt = now, ExpiresAt = now + lifetime };
    }
}
