/**
 * Messages typed on a phone, as an admin of people, a store manager or an IT admin would: questions, slips, whole sentences.
 * Each line: what is said, and the right answer: a command, or a verb with the person (and where to). `nothing`: the closest
 * commands are offered.
 */
export const askedOnPhones: Readonly<Record<string, string>> = {
  en: `
    who works here | directory
    what is zoe's number | find zoe
    Zoe’s phone number pls | find Zoe
    whats zoes number | find zoe
    whats the email of amelia example | find amelia example
    i need the phone number of Zoe | find Zoe
    do you have zoe's mobile? | find zoe
    find zoe's email | find zoe
    where does zoe work | find zoe
    is zoe still working here | find zoe
    does Zoe work here? | find Zoe
    how many employees do we have? | directory
    how many people work here | directory
    list of everyone please | directory
    show me all staff | directory
    can u show me everyones number | directory
    zoe left the company | delete zoe
    zoe quit | delete zoe
    Zoe has left us | delete Zoe
    zoe has a new number | edit zoe
    change zoes phone number | edit zoe
    can you update zoe's email pls | edit zoe
    chnage zoes email | edit zoe
    wrong number for zoe | edit zoe
    add a new hire | add user
    onboard a new employee | add user
    i want to add somebody | add user
    add Zoe Miller | add user
    new starter | add user
    undo the last import | import history
    undo | import history
    what happened to my import? | import history
    is my import done yet | import history
    why did my file fail | import history
    which rows were rejected | import history
    restore zoe | find zoe
    bring zoe back | find zoe
    who did i delete | deleted
    who was deleted? | deleted
    undo the deletion | deleted
    who is an admin? | admins
    make Zoe an admin | admins
    remove zoe as admin | admins
    how do i import a file | import
    help me import people | import
    what can you do? | help
    thanks! | help
    good morning | help
    change my phone number | me
    my number is wrong | me
    what do you know about me | me
    add a column for shoe size | attributes
    don't delete zoe | nothing
    do not import anything | nothing
    never delete Zoe | nothing
    zoe is in here twice | duplicates
    who changed something | audit
    move zoe to the others please | move zoe > Others
    delete everyone | find
    hey can you give me noahs cell | find noah
    who is amelia | find amelia
    amelia resigned last friday | delete amelia
    pls remove amelia she left | delete amelia
    update department of noah | edit noah
    noah changed his number | edit noah
    noah got a new phone number | edit noah
    how do i add someone | add user
    register a new worker | add user
    how many users are there | directory
    export all staff to excel | export
    send me a list of everybody in excel | export
    import status | import history
    did my upload work | import history
    revert the import | import history
    is there an admin i can ask | admins
    show amelias profile | find amelia
    history of amelia | find amelia
    is noah in the directory | find noah
    dont remove anybody | nothing
    my email changed | me
    merge duplicates pls | duplicates
    settngs | settings
    who are my admins | admins
    any idea what omars mobile is | find omar
    could you look up priya for me | find priya
    priya doesnt work here anymore | nothing
    priya moved to others | move priya > Others
    need to fix priyas surname | edit priya
    how many starters this month | directory
    i want to see who we deleted | deleted
    pull up the settings | settings
    what changed since yesterday | nothing
    give priya admin rights | admins
    template for import please | template
    whos in my team | group`,
  de: `
    wer arbeitet hier | directory
    wie viele Mitarbeiter haben wir? | directory
    alle Mitarbeiter bitte | directory
    was ist die Nummer von Zoe | find Zoe
    Zoes Telefonnummer | find Zoe
    ich brauche die Handynummer von Zoe | find Zoe
    wie lautet die E-Mail von Zoe? | find Zoe
    arbeitet Zoe noch hier? | find Zoe
    Zoe hat gekündigt | delete Zoe
    Zoe ist ausgeschieden | delete Zoe
    bitte Zoe aus dem Verzeichnis löschen | delete Zoe
    Zoe hat eine neue Nummer | edit Zoe
    Zoes Nummer ändern | edit Zoe
    falsche E-Mail bei Zoe | edit Zoe
    neue Kollegin eintragen | add user
    ich möchte jemanden hinzufügen | add user
    letzten Import rückgängig machen | import history
    ist mein Import fertig? | import history
    was ist mit meiner Datei passiert | import history
    Zoe wiederherstellen | find Zoe
    hol Zoe zurück | find Zoe
    wen habe ich gelöscht? | deleted
    wer ist Admin? | admins
    mach Zoe zum Admin | admins
    wie importiere ich eine Datei? | import
    was kannst du? | help
    danke! | help
    guten Morgen | help
    meine Nummer ändern | me
    meine Telefonnummer ist falsch | me
    Zoe nicht löschen | nothing
    bitte nichts importieren | nothing
    Zoe ist doppelt drin | duplicates
    verschieb Zoe zu den anderen | move Zoe > Others
    gib mir die Nummer von Noah | find Noah
    wer ist Noah? | find Noah
    Noah arbeitet nicht mehr hier | nothing
    Noahs E-Mail stimmt nicht | nothing
    bitte Noahs Abteilung ändern | edit Noah
    Wie füge ich jemanden hinzu? | add user
    Liste aller Mitarbeiter als Excel | export
    Mitarbeiter exportieren | export
    Hat mein Import geklappt? | import history
    Import zurücknehmen | import history
    ist Noah im Verzeichnis? | find Noah
    meine E-Mail ändern | me
    kannst du mir Priyas Handynummer geben | find Priya
    Priya kommt nicht mehr | nothing
    zeig mir die letzten Importe | import history
    wer wurde gelöscht | deleted
    Wie kann ich Priya löschen? | delete Priya
    Einstellungen öffnen bitte | settings
    gib Priya Adminrechte | admins`,
  es: `
    quién trabaja aquí | directory
    ¿cuántos empleados tenemos? | directory
    lista de todo el personal | directory
    cuál es el número de Zoe | find Zoe
    el teléfono de Zoe porfa | find Zoe
    necesito el correo de Zoe | find Zoe
    ¿Zoe todavía trabaja aquí? | find Zoe
    Zoe renunció | delete Zoe
    Zoe ya se fue de la empresa | delete Zoe
    da de baja a Zoe | delete Zoe
    Zoe tiene número nuevo | edit Zoe
    cambia el teléfono de Zoe | edit Zoe
    corrige el correo de Zoe por favor | edit Zoe
    quiero dar de alta a un empleado | add user
    agregar a alguien | add user
    deshacer la última importación | import history
    ¿ya terminó mi importación? | import history
    qué pasó con mi archivo | import history
    restaura a Zoe | find Zoe
    a quién eliminé | deleted
    ¿quién es administrador? | admins
    haz a Zoe administradora | admins
    ¿cómo importo un archivo? | import
    ¿qué puedes hacer? | help
    gracias | help
    buenos días | help
    cambiar mi teléfono | me
    mi número está mal | me
    no elimines a Zoe | nothing
    no importes nada | nothing
    Zoe está repetida | duplicates
    mueve a Zoe con los otros | move Zoe > Others
    dame el número de Noah | find Noah
    quién es Noah | find Noah
    Noah dejó la empresa | delete Noah
    quiero borrar a Noah del directorio | delete Noah
    cambiar departamento de Noah | edit Noah
    cómo agrego a alguien | add user
    cuántas personas hay | directory
    deshacer importación | import history
    exportar todo el personal | export
    mi correo está mal | me
    me puedes dar el celular de Priya | find Priya
    Priya ya no trabaja con nosotros | nothing
    ver quién fue eliminado | deleted
    agrega a Priya Pérez | add user
    abre los ajustes porfa | settings`,
  fr: `
    qui travaille ici | directory
    combien d’employés avons-nous ? | directory
    la liste de tout le personnel | directory
    quel est le numéro de Zoe | find Zoe
    le téléphone de Zoe svp | find Zoe
    j’ai besoin de l’e-mail de Zoe | find Zoe
    est-ce que Zoe travaille encore ici ? | find Zoe
    Zoe a démissionné | delete Zoe
    Zoe a quitté l’entreprise | delete Zoe
    Zoe a un nouveau numéro | edit Zoe
    changer le numéro de Zoe | edit Zoe
    corrige l’adresse de Zoe stp | edit Zoe
    ajouter quelqu’un | add user
    inscrire une nouvelle collègue | add user
    annuler la dernière importation svp | nothing
    mon importation est-elle terminée ? | import history
    qu’est-il arrivé à mon fichier | import history
    restaurer Zoe | find Zoe
    qui ai-je supprimé ? | deleted
    qui est administrateur ? | admins
    nommer Zoe administratrice | admins
    comment importer un fichier ? | import
    que peux-tu faire ? | help
    merci ! | help
    changer mon numéro | me
    mon numéro est faux | me
    ne supprime pas Zoe | nothing
    n’importe rien | nothing
    Zoe est en double | duplicates
    déplacer Zoe chez les autres | move Zoe > Others
    donne-moi le numéro de Noah | find Noah
    qui est Noah ? | find Noah
    Noah est parti | delete Noah
    supprimer Noah de l’annuaire | delete Noah
    changer le service de Noah | edit Noah
    comment ajouter quelqu’un ? | add user
    combien de personnes y a-t-il | directory
    exporter tout le personnel | export
    mon adresse est fausse | me
    tu peux me donner le portable de Priya ? | find Priya
    je veux voir les supprimés | deleted
    ajoute Priya Martin | add user
    comment supprimer Priya | delete Priya
    ouvre les paramètres | settings`,
  'pt-BR': `
    quem trabalha aqui | directory
    quantos funcionários temos? | directory
    lista de todo mundo | directory
    qual é o número da Zoe | find Zoe
    telefone da Zoe por favor | find Zoe
    preciso do e-mail da Zoe | find Zoe
    a Zoe ainda trabalha aqui? | find Zoe
    a Zoe pediu demissão | delete Zoe
    a Zoe saiu da empresa | delete Zoe
    a Zoe tem um número novo | edit Zoe
    muda o telefone da Zoe | edit Zoe
    corrige o e-mail da Zoe pfv | edit Zoe
    quero cadastrar alguém | add user
    adicionar um novo colega | add user
    desfazer a última importação | import history
    minha importação já terminou? | import history
    o que aconteceu com meu arquivo | import history
    restaura a Zoe | find Zoe
    quem eu excluí? | deleted
    quem é administrador? | admins
    torne a Zoe administradora | admins
    como importo um arquivo? | import
    o que você pode fazer? | help
    obrigada! | help
    bom dia | help
    mudar meu telefone | me
    meu número está errado | me
    não exclua a Zoe | nothing
    não importe nada | nothing
    a Zoe está repetida | duplicates
    mova a Zoe para os outros | move Zoe > Others
    me dá o número do Noah | find Noah
    quem é Noah? | find Noah
    Noah foi desligado | delete Noah
    tirar o Noah do diretório | delete Noah
    mudar o departamento do Noah | edit Noah
    como adiciono alguém? | add user
    quantas pessoas tem | directory
    desfazer importação | import history
    meu e-mail está errado | me
    me passa o celular da Priya | find Priya
    ver quem foi excluído | deleted
    adiciona a Priya Silva | add user
    abre as configurações | settings`,
  id: `
    siapa saja yang bekerja di sini | directory
    berapa jumlah karyawan? | directory
    daftar semua orang | directory
    berapa nomor Zoe | find Zoe
    nomor telepon Zoe dong | find Zoe
    minta email Zoe | find Zoe
    apakah Zoe masih kerja di sini? | find Zoe
    Zoe sudah resign | delete Zoe
    Zoe sudah keluar | delete Zoe
    nomor Zoe ganti | edit Zoe
    ubah nomor telepon Zoe | edit Zoe
    tolong perbaiki email Zoe | edit Zoe
    tambah karyawan baru | add user
    mau menambahkan seseorang | add user
    urungkan impor terakhir | import history
    impor saya sudah selesai? | import history
    kenapa file saya gagal | import history
    pulihkan Zoe | find Zoe
    siapa yang saya hapus | deleted
    siapa adminnya? | admins
    jadikan Zoe admin | admins
    bagaimana cara impor file? | import
    kamu bisa apa? | help
    terima kasih | help
    selamat pagi | help
    ganti nomor saya | me
    nomor saya salah | me
    jangan hapus Zoe | nothing
    jangan impor | nothing
    Zoe dobel | duplicates
    pindahkan Zoe ke lainnya | move Zoe > Others
    kasih nomor Noah | find Noah
    siapa Noah? | find Noah
    Noah sudah berhenti | delete Noah
    keluarkan Noah dari direktori | delete Noah
    ganti jabatan Noah | edit Noah
    cara menambah orang? | add user
    ekspor semua karyawan | export
    batalkan impor terakhir | nothing
    email saya salah | me
    bisa minta no hp Priya | find Priya
    lihat siapa yang dihapus | deleted
    tambahkan Priya Sari | add user
    buka pengaturan dong | settings`,
  hi: `
    यहाँ कौन काम करता है | directory
    कितने कर्मचारी हैं? | directory
    सभी लोगों की सूची | directory
    Zoe का नंबर क्या है | find Zoe
    Zoe का फ़ोन नंबर बताओ | find Zoe
    मुझे Zoe का ईमेल चाहिए | find Zoe
    क्या Zoe अभी भी यहाँ काम करती है? | find Zoe
    Zoe ने नौकरी छोड़ दी | delete Zoe
    Zoe ने इस्तीफ़ा दे दिया | delete Zoe
    Zoe का नंबर बदलो | edit Zoe
    Zoe का ईमेल ठीक करो | edit Zoe
    नया कर्मचारी जोड़ो | add user
    किसी को जोड़ना है | add user
    पिछला आयात वापस लो | import history
    मेरा आयात पूरा हुआ क्या? | import history
    मेरी फ़ाइल का क्या हुआ | import history
    Zoe को बहाल करो | find Zoe
    मैंने किसे हटाया | deleted
    एडमिन कौन है? | admins
    Zoe को एडमिन बनाओ | admins
    फ़ाइल कैसे आयात करूँ? | import
    यह कैसे काम करता है? | help
    धन्यवाद | help
    मेरा नंबर बदलो | me
    मेरा नंबर गलत है | me
    Zoe को मत हटाओ | nothing
    आयात मत करो | nothing
    Zoe दो बार है | duplicates
    Zoe को अन्य में ले जाओ | move Zoe > Others
    Noah का मोबाइल नंबर दो | find Noah
    Noah कौन है? | find Noah
    Noah को डिलीट करो | delete Noah
    Noah का विभाग बदलें | edit Noah
    नए लोग कैसे जोड़ें? | add user
    सभी कर्मचारी निर्यात करो | export
    आयात की स्थिति | import history
    मेरा ईमेल गलत है | me
    Priya का फोन नंबर चाहिए | find Priya
    कौन हटाया गया | deleted
    सेटिंग खोलो | settings
    Priya को जोड़ो | add user`,
  ar: `
    من يعمل هنا | directory
    كم عدد الموظفين؟ | directory
    قائمة كل الموظفين | directory
    ما هو رقم Zoe | find Zoe
    رقم هاتف Zoe من فضلك | find Zoe
    أريد بريد Zoe | find Zoe
    هل Zoe ما زالت تعمل هنا؟ | find Zoe
    Zoe استقالت | delete Zoe
    Zoe تركت العمل | delete Zoe
    غير رقم Zoe | edit Zoe
    Zoe عندها رقم جديد | edit Zoe
    صحح بريد Zoe | edit Zoe
    أضف موظف جديد | add user
    أريد إضافة شخص | add user
    تراجع عن آخر استيراد | import history
    هل انتهى الاستيراد؟ | import history
    ماذا حدث لملفي | import history
    استرجع Zoe | find Zoe
    من حذفت؟ | deleted
    من هو المسؤول؟ | admins
    اجعل Zoe مسؤولة | admins
    كيف أستورد ملف؟ | import
    ماذا يمكنك أن تفعل؟ | help
    شكرا | help
    صباح الخير | help
    غير رقمي | me
    رقمي خطأ | me
    لا تحذف Zoe | nothing
    لا تستورد شيئا | nothing
    Zoe مكررة | duplicates
    انقل Zoe إلى الآخرين | move Zoe > Others
    أعطني رقم Noah | find Noah
    من هو Noah؟ | find Noah
    Noah غادر الشركة | delete Noah
    احذف Noah من الدليل | delete Noah
    غير قسم Noah | edit Noah
    كيف أضيف شخصا؟ | add user
    تصدير كل الموظفين | export
    حالة الاستيراد | import history
    بريدي خطأ | me
    ممكن رقم جوال Priya | find Priya
    من تم حذفه | deleted
    افتح الإعدادات | settings
    أضف Priya | add user`,
};
