using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Halcyon.Accounts.Tests.Privacy;

/// <summary>What FHIR R4 (4.0.1) asks of the resources that we write: required elements, value sets bound as required, references, forms of values.</summary>
/// <remarks>Not checked: terminology that is only an example or preferred, and elements that we never write.</remarks>
internal static class FhirRules
{
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["Patient"] = [],
        ["Consent"] = ["status", "scope", "category"],
        ["QuestionnaireResponse"] = ["status"],
        ["DocumentReference"] = ["status", "content"],
        ["DiagnosticReport"] = ["status", "code"],
        ["Observation"] = ["status", "code"],
    };

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Patient"] = ["name", "telecom", "birthDate"],
        ["Consent"] = ["status", "scope", "category", "patient", "dateTime", "policyRule", "provision"],
        ["QuestionnaireResponse"] = ["status", "subject", "authored", "author", "item"],
        ["DocumentReference"] = ["status", "type", "subject", "date", "description", "content"],
        ["DiagnosticReport"] = ["status", "code", "subject", "issued", "result", "conclusion", "presentedForm"],
        ["Observation"] = ["status", "code", "subject", "performer", "effectiveDateTime", "issued", "valueQuantity", "valueInteger"],
    };

    private static readonly Dictionary<string, string[]> Status = new(StringComparer.Ordinal)
    {
        ["Consent"] = ["draft", "proposed", "active", "rejected", "inactive", "entered-in-error"],
        ["QuestionnaireResponse"] = ["in-progress", "completed", "amended", "entered-in-error", "stopped"],
        ["DocumentReference"] = ["current", "superseded", "entered-in-error"],
        ["DiagnosticReport"] = ["registered", "partial", "preliminary", "final", "amended", "corrected", "appended", "cancelled", "entered-in-error", "unknown"],
        ["Observation"] = ["registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"],
    };

    public static void Check(JsonElement bundle)
    {
        Assert.Equal(("Bundle", "collection"), (bundle.GetProperty("resourceType").GetString(), bundle.GetProperty("type").GetString()));
        Instant(bundle.GetProperty("timestamp"));
        var entries = bundle.GetProperty("entry").EnumerateArray().ToList();
        // bdl-7: a full address only once.
        var addresses = entries.ConvertAll(entry => entry.GetProperty("fullUrl").GetString()!);
        Assert.Equal(addresses.Count, addresses.Distinct(StringComparer.Ordinal).Count());
        foreach (var entry in entries)
        {
            var resource = entry.GetProperty("resource");
            Assert.Equal($"urn:uuid:{resource.GetProperty("id").GetString()}", entry.GetProperty("fullUrl").GetString());
            Check(resource, resource.GetProperty("resourceType").GetString()!);
            CheckAll(resource, addresses);
        }
    }

    private static void Check(JsonElement resource, string type)
    {
        var names = resource.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(Required[type].ToHashSet(StringComparer.Ordinal), names);
        Assert.Subset(Allowed[type].Concat(["resourceType", "id"]).ToHashSet(StringComparer.Ordinal), names);
        if (Status.TryGetValue(type, out var statuses))
            Assert.Contains(resource.GetProperty("status").GetString(), statuses);
        if (type == "Consent")
        {
            // ppc-1: a policy or a rule of one; provision.type is bound as required.
            Assert.True(names.Contains("policy") || names.Contains("policyRule"));
            Assert.Contains(resource.GetProperty("provision").GetProperty("type").GetString(), new[] { "deny", "permit" });
            Assert.True(resource.GetProperty("category").GetArrayLength() >= 1);
        }

        if (type == "QuestionnaireResponse")
        {
            Assert.Equal(9, resource.GetProperty("item").GetArrayLength());
            Assert.All(resource.GetProperty("item").EnumerateArray(), item => Assert.NotEmpty(item.GetProperty("linkId").GetString()!));
        }

        if (type == "DocumentReference")
            Assert.All(resource.GetProperty("content").EnumerateArray(), content => Assert.Equal(JsonValueKind.Object, content.GetProperty("attachment").ValueKind));
    }

    /// <summary>Rules of every element: none is empty, references lead to an entry, times have their form.</summary>
    private static void CheckAll(JsonElement element, IReadOnlyList<string> addresses)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            Assert.NotEqual(0, element.GetArrayLength());
            foreach (var item in element.EnumerateArray())
                CheckAll(item, addresses);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            Assert.NotEmpty(element.EnumerateObject());
            foreach (var member in element.EnumerateObject())
            {
                if (member.Name == "reference")
                    Assert.Contains(member.Value.GetString(), addresses);
                if (member.Name is "issued" or "dateTime" or "authored" or "date")
                    Instant(member.Value);
                if (member.Name == "birthDate")
                    Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", member.Value.GetString());
                if (member.Name == "id")
                    Assert.Matches("^[A-Za-z0-9.-]{1,64}$", member.Value.GetString());
                CheckAll(member.Value, addresses);
            }
        }
        else
        {
            Assert.NotEqual(JsonValueKind.Null, element.ValueKind);
            Assert.False(element.ValueKind == JsonValueKind.String && element.GetString()!.Trim().Length == 0);
        }
    }

    private static void Instant(JsonElement value) =>
        Assert.Matches(new Regex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), value.GetString());
}
