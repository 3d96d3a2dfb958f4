using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Accounts.Consents;
using Halcyon.Accounts.HealthScreening;
using Halcyon.Accounts.Profiles;
using Halcyon.Accounts.Users;

namespace Halcyon.Accounts.PersonalData;

/// <summary>A person, their consents and their health answers as FHIR R4 (4.0.1) resources.</summary>
internal static class AccountsFhir
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The words of the form for each question, by its name in JSON.</summary>
    private static readonly Dictionary<string, string> Questions = new(StringComparer.Ordinal)
    {
        ["photosensitive_epilepsy_or_seizures"] = "Photosensitive epilepsy, or seizures",
        ["family_history_of_epilepsy"] = "Epilepsy in the family",
        ["heart_condition"] = "A heart condition",
        ["pacemaker_or_implant"] = "A pacemaker or another electronic implant",
        ["hearing_condition"] = "A hearing condition",
        ["mental_health_condition"] = "A mental health condition",
        ["psychotropic_medication"] = "Medication that acts on mind or mood",
        ["pregnancy"] = "Pregnancy",
        ["recent_head_injury"] = "A head injury in the last months",
    };

    public static IEnumerable<JsonObject> Resources(
        Account account, Profile? profile, (ScreeningDocument Document, DateTimeOffset CompletedAt)? screening, IReadOnlyList<Consent> consents)
    {
        yield return Patient(account, profile);
        foreach (var consent in consents)
            yield return ConsentOf(consent);
        if (screening is { } answered)
            yield return Answers(account, answered.Document, answered.CompletedAt);
    }

    private static JsonObject Patient(Account account, Profile? profile)
    {
        var patient = new JsonObject { ["resourceType"] = "Patient", ["id"] = account.Id.ToString() };
        var name = new JsonObject();
        if (profile?.LastName is { } family)
            name["family"] = family;
        if (profile?.FirstName is { } given)
            name["given"] = new JsonArray(given);
        if (name.Count == 0 && account.DisplayName is { } display)
            name["text"] = display;
        if (name.Count > 0)
            patient["name"] = new JsonArray(name);
        if (account.Email is { } email)
            patient["telecom"] = new JsonArray(new JsonObject { ["system"] = "email", ["value"] = email });
        if (profile?.DateOfBirth is { } birth)
            patient["birthDate"] = birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return patient;
    }

    private static JsonObject ConsentOf(Consent consent) => new()
    {
        ["resourceType"] = "Consent",
        ["id"] = consent.Id.ToString(),
        ["status"] = consent.Granted ? "active" : "inactive",
        ["scope"] = Coded("http://terminology.hl7.org/CodeSystem/consentscope", consent.Purpose == ConsentPurpose.ResearchParticipation ? "research" : "patient-privacy"),
        ["category"] = new JsonArray(Coded("http://terminology.hl7.org/CodeSystem/v3-ActCode", consent.Purpose == ConsentPurpose.ResearchParticipation ? "RESEARCH" : "INFA")),
        ["patient"] = Reference(consent.UserId),
        ["dateTime"] = Time(consent.ChangedAt),
        ["policyRule"] = new JsonObject { ["text"] = string.Create(CultureInfo.InvariantCulture, $"Halcyon consent {consent.Purpose}, version {consent.Version}") },
        ["provision"] = new JsonObject { ["type"] = consent.Granted ? "permit" : "deny" },
    };

    private static JsonObject Answers(Account account, ScreeningDocument document, DateTimeOffset completedAt)
    {
        var items = new JsonArray();
        var answers = JsonSerializer.SerializeToElement(document.Answers, Json);
        foreach (var (linkId, question) in Questions)
            items.Add(Item(linkId, question, answers.GetProperty(linkId).GetString()!));
        if (document.Answers.Notes is { Length: > 0 } notes)
            items.Add(Item("notes", "Notes", notes));
        return new JsonObject
        {
            ["resourceType"] = "QuestionnaireResponse",
            // The answers have one id for a person: there is one form, and the newest answers hold.
            ["id"] = DerivedId(account.Id).ToString(),
            ["status"] = "completed",
            ["subject"] = Reference(account.Id),
            ["authored"] = Time(completedAt),
            ["author"] = Reference(account.Id),
            ["item"] = items,
        };
    }

    private static JsonObject Item(string linkId, string question, string answer) => new()
    {
        ["linkId"] = linkId,
        ["text"] = question,
        ["answer"] = new JsonArray(new JsonObject { ["valueString"] = answer }),
    };

    private static JsonObject Coded(string system, string code) =>
        new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };

    private static JsonObject Reference(Guid id) => new() { ["reference"] = $"urn:uuid:{id}" };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Guid DerivedId(Guid account)
    {
        var bytes = System.Security.Cryptography.SHA256.HashData([.. account.ToByteArray(bigEndian: true), .. "health_screening"u8])[..16];
        // Version 8: an id made by rules of our own (RFC 9562).
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
