using Halcyon.Accounts.Consents;
using Halcyon.Accounts.Erasure;
using Halcyon.Accounts.Exports;
using Halcyon.Accounts.HealthScreening;
using Halcyon.Accounts.Imports;
using Halcyon.Accounts.Preferences;
using Halcyon.Accounts.Profiles;
using Halcyon.Accounts.Registration;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.People;
using Halcyon.Platform.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Accounts.PersonalData;

/// <summary>What people tell of themselves, what they agreed to, and how all of it leaves, comes back and is erased.</summary>
internal static class PrivacySetup
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddScoped<ProfileStore>().AddScoped<ScreeningStore>().AddScoped<ConsentLedger>().AddScoped<GivenAtRegistration>();
        services.AddScoped<IConsents>(provider => provider.GetRequiredService<ConsentLedger>());
        services.AddScoped<AccountEraser>().AddScoped<RemainingTraces>().AddScoped<ExportRecord>().AddScoped<ExportQueue>().AddScoped<ImportQueue>();
        services.AddScoped<AccountsImport>().AddScoped<IPersonalData, AccountsPersonalData>().AddScoped<IBlobReferences, AccountBlobs>();
    }

    /// <param name="maximumBodyBytes">Of everything but an archive that is brought in.</param>
    /// <param name="users">The routes of one's own account.</param>
    public static void MapPrivacy(this IEndpointRouteBuilder v1, RouteGroupBuilder users, long maximumBodyBytes)
    {
        GetProfileEndpoint.Map(users);
        ChangeProfileEndpoint.Map(users);
        GetPreferencesEndpoint.Map(users);
        ReplacePreferencesEndpoint.Map(users);
        GetScreeningEndpoint.Map(users);
        ReplaceScreeningEndpoint.Map(users);
        ListConsentsEndpoint.Map(users);
        DecideConsentEndpoint.Map(users);

        var privacy = v1.MapGroup("").WithTags("privacy").WithMetadata(new RequestSizeLimitAttribute(maximumBodyBytes));
        RequestErasureEndpoint.Map(privacy);
        CancelErasureEndpoint.Map(privacy);
        var exports = v1.MapGroup("/export").WithTags("privacy").WithMetadata(new RequestSizeLimitAttribute(maximumBodyBytes));
        RequestExportEndpoint.Map(exports);
        ListExportsEndpoint.Map(exports);
        DownloadExportEndpoint.Map(exports);
        var imports = v1.MapGroup("/import").WithTags("privacy");
        StartImportEndpoint.Map(imports);
        GetImportEndpoint.Map(imports);
    }
}
