using Halcyon.Accounts.Users;

namespace Halcyon.Accounts.Sessions;

/// <summary>A sign-in.</summary>
/// <param name="AccessToken">Send it as `Authorization: Bearer`.</param>
/// <param name="RefreshToken">Good for one refresh within seven days; null when it was set as a cookie.</param>
/// <param name="ExpiresIn">Lifetime of the access token in seconds.</param>
public sealed record TokenResponse(string AccessToken, string? RefreshToken, int ExpiresIn, UserResponse User);
