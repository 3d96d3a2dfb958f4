using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Halcyon.Platform.Encryption;

/// <summary>Keeps the web framework's token keys in the database, encrypted, where every process finds them.</summary>
internal sealed class DataProtectionKeys(NpgsqlDataSource dataSource, ISystemProtector protector) : IXmlRepository
{
    public const string Purpose = "data_protection_key";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = dataSource.CreateCommand("select element from platform.data_protection_key order by created_at");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
            elements.Add(XElement.Parse(Encoding.UTF8.GetString(protector.Unprotect(Purpose, reader.GetFieldValue<byte[]>(0)))));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = dataSource.CreateCommand(
            "insert into platform.data_protection_key (name, element) values ($1, $2) on conflict (name) do update set element = excluded.element");
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = protector.Protect(Purpose, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))) });
        command.ExecuteNonQuery();
    }
}
