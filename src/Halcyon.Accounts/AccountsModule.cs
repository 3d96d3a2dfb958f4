using Halcyon.Accounts.AccessTokens;
using Halcyon.Accounts.Administration;
using Halcyon.Accounts.AuditTrail;
using Halcyon.Accounts.EmailChange;
using Halcyon.Accounts.EmailVerification;
using Halcyon.Accounts.ExternalSignIn;
using Halcyon.Accounts.Guests;
using Halcyon.Accounts.HealthScreening;
using Halcyon.Accounts.Invitations;
using Halcyon.Accounts.Letters;
using Halcyon.Accounts.Mfa;
using Halcyon.Accounts.Passkeys;
using Halcyon.Accounts.PasswordChange;
using Halcyon.Accounts.PasswordReset;
using Halcyon.Accounts.People;
using Halcyon.Accounts.PersonalData;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Sharing;
using Halcyon.Accounts.SystemStatus;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Modules;
using Halcyon.Platform.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace Halcyon.Accounts;

/// <summary>Who is who: accounts, sign-in, and the tokens that every other module trusts.</summary>
public static class AccountsModule
{
    /// <summary>A few lines of JSON are enough; the rest lets a password that is far too long hear so in words.</summary>
    private const long MaximumBodyBytes = 64 * 1024;

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddValidation();
        services.AddHalcyonModule<AccountsDb>(AccountsDb.Schema);
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton(new SystemProtectedColumn("accounts.signing_keys", "kid", "wrapped_private_key", _ => SigningKeys.Purpose));
        services.AddScoped(provider => new SigningKeyRotation(
            provider.GetRequiredService<AccountsDb>(), provider.GetRequiredService<SigningKeys>(), provider.GetRequiredService<IAuditLog>()));
        services.AddSingleton<SigningKeys>().AddSingleton<VerifiedTokens>().AddSingleton<AccessTokenIssuer>().AddSingleton<RevokedSessions>();
        services.AddHostedService<RevocationListener>();
        services.AddSingleton<IStartupTask, PrepareSigningKeys>().AddSingleton<IStartupTask, FirstAdministrator>();
        services.AddAuthentication(BearerAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorization();

        AddIdentity(services);
        services.AddScoped<Reauthentication>().AddScoped<PasswordCheck>().AddScoped<SignInAttempts>().AddScoped<SignInRecord>().AddSingleton<SignInMetrics>();
        services.AddScoped<SessionStarter>().AddScoped<Rotation>().AddScoped<Revocation>();
        services.AddExternalSignIn();
        services.AddScoped<PasswordSignIn>().AddScoped<SecondFactor>().AddScoped<RecoveryCodes>().AddScoped<SecurityLetters>();
        services.AddScoped<WaysIn>().AddScoped<Ceremonies>().AddSingleton<RelyingParties>();
        services.AddScoped<AccountOpener>().AddSingleton<TakenAddressLimit>();

        services.AddSingleton<KnownPeople>().AddHostedService(provider => provider.GetRequiredService<KnownPeople>());
        services.AddScoped<IUserDirectory, UserDirectory>().AddSingleton<IHealthFlags, KnownHealthFlags>();

        AddLetters(services);
        services.AddAuditTrail();
        services.AddSharing();
        services.AddPrivacy();
        services.AddQuartz(quartz => quartz.ScheduleJob<Housekeeping>(
            trigger => trigger.WithIdentity(Housekeeping.Key.Name, Housekeeping.Key.Group)
                .WithSimpleSchedule(schedule => schedule.WithInterval(Housekeeping.Interval).RepeatForever()),
            job => job.WithIdentity(Housekeeping.Key).WithDescription("Erases accounts that are due, ends exports, and forgets sign-ins, links and keys that have ended")));
        return services;
    }

    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder v1)
    {
        var auth = Group(v1, "/auth", "accounts");
        RegisterEndpoint.Map(auth);
        LoginEndpoint.Map(auth);
        OpenGuestAccountEndpoint.Map(auth);
        RefreshEndpoint.Map(auth);
        LogoutEndpoint.Map(auth);
        LogoutEverywhereEndpoint.Map(auth);
        GetJwksEndpoint.Map(auth);
        VerifyEmailEndpoint.Map(auth);
        ForgotPasswordEndpoint.Map(auth);
        ResetPasswordEndpoint.Map(auth);
        ConfirmEmailChangeEndpoint.Map(auth);
        AcceptInvitationEndpoint.Map(auth);
        GetMfaEndpoint.Map(auth);
        EnrolTotpEndpoint.Map(auth);
        ConfirmTotpEndpoint.Map(auth);
        DisableTotpEndpoint.Map(auth);
        RenewRecoveryCodesEndpoint.Map(auth);
        ListPasskeysEndpoint.Map(auth);
        BeginPasskeyRegistrationEndpoint.Map(auth);
        AddPasskeyEndpoint.Map(auth);
        RenamePasskeyEndpoint.Map(auth);
        RemovePasskeyEndpoint.Map(auth);
        PasskeySignInEndpoint.Map(auth);

        var users = Group(v1, "/users", "accounts").ForgetsChangedPerson();
        GetMeEndpoint.Map(users);
        UpdateMeEndpoint.Map(users);
        ListSessionsEndpoint.Map(users);
        RevokeSessionEndpoint.Map(users);
        ExternalSignInSetup.MapExternalSignIn(auth, users);
        SendVerificationEndpoint.Map(users);
        ChangePasswordEndpoint.Map(users);
        ChangeEmailEndpoint.Map(users);

        v1.MapPrivacy(users, MaximumBodyBytes);

        var admin = Group(v1, "/admin", "administration");
        ListUsersEndpoint.Map(admin);
        GetUserEndpoint.Map(admin);
        UpdateUserEndpoint.Map(admin);
        SignOutUserEndpoint.Map(admin);
        SendUserPasswordResetEndpoint.Map(admin);
        ListInvitationsEndpoint.Map(admin);
        InviteEndpoint.Map(admin);
        RevokeInvitationEndpoint.Map(admin);
        GetSystemEndpoint.Map(admin);
        AuditTrailSetup.MapAuditTrail(Group(v1, "/audit", "audit"), admin);
        SharingSetup.MapSharing(Group(v1, "/sharing", "sharing"));
        ResetMfaEndpoint.Map(admin);
        RemoveUserPasskeysEndpoint.Map(admin);
        return v1;
    }

    private static void AddLetters(IServiceCollection services)
    {
        services.AddSingleton<Links>().AddSingleton<LetterLimit>();
        services.AddScoped<VerificationLetter>().AddScoped<ResetLetter>().AddScoped<PasswordChangedLetter>().AddScoped<EmailChangeLetters>();
        services.AddScoped<NewPassword>().AddScoped<EmailReplacement>().AddScoped<AccountChange>();
        services.AddScoped<IHandle<PasswordResetRequested>, SendPasswordReset>();
    }

    private static RouteGroupBuilder Group(IEndpointRouteBuilder v1, string prefix, string tag) =>
        v1.MapGroup(prefix).WithTags(tag).WithMetadata(new RequestSizeLimitAttribute(MaximumBodyBytes));

    private static void AddIdentity(IServiceCollection services)
    {
        services.TryAddSingleton<IPasswordHasher<Account>, ComposedPasswordHasher>();
        services.AddSingleton<NobodysPassword>().AddSingleton<PasswordThreads>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = ComposedPasswordHasher.Iterations);
        services.AddIdentityCore<Account>(options =>
            {
                // Length against guessing; rules about digits and signs only make passwords harder to remember.
                options.Password.RequiredLength = PasswordLength.Minimum;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                // The user name is the email address, which has rules of its own.
                options.User.AllowedUserNameCharacters = "";
                options.Tokens.EmailConfirmationTokenProvider = options.Tokens.ChangeEmailTokenProvider = AddressTokens.ProviderName;
                options.Tokens.PasswordResetTokenProvider = ResetTokens.ProviderName;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddUserStore<AccountStore>()
            .AddRoleStore<RoleStore<IdentityRole<Guid>, AccountsDb, Guid>>()
            .AddTokenProvider<AddressTokens>(AddressTokens.ProviderName)
            .AddTokenProvider<ResetTokens>(ResetTokens.ProviderName)
            .AddPasswordValidator<GuessablePasswordValidator>();
    }
}
