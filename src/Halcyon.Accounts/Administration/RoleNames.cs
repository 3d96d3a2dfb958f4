using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;

namespace Halcyon.Accounts.Administration;

/// <summary>Roles that exist, each once.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class RoleNamesAttribute() : ValidationAttribute($"Give roles of this list, each once: {string.Join(", ", Roles.All)}.")
{
    public override bool IsValid(object? value) =>
        value is null
        || (value is IReadOnlyList<string> roles && roles.Count <= Roles.All.Count
            && roles.All(role => Roles.All.Contains(role, StringComparer.Ordinal)) && roles.Distinct(StringComparer.Ordinal).Count() == roles.Count);
}
