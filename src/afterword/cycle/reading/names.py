"""What people call their columns, and the meaning each name has."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from afterword.cycle.reading.plain import plain, plain_name


@dataclass(frozen=True)
class Meaning:
    """What a column holds. ``of`` narrows it: the stage of a stage column, the number of a status.

    Written as in a mapping: `company`, `stage: phone`, `status on: 2`.
    """

    kind: str
    of: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.of}" if self.of else self.kind


KEEP = Meaning("keep")
# Every kind, with the sentence that the wizard shows.
KINDS: dict[str, str] = {
    "company": "the company",
    "role": "the role",
    "company and role": "the company and the role in one cell",
    "place": "the place",
    "link": "the link to the posting",
    "source": "where you found it",
    "referral": "who referred you, or whether somebody did",
    "salary": "the pay",
    "contact": "a person there",
    "contact email": "their email",
    "contact phone": "their phone number",
    "notes": "your notes",
    "id": "the row's own id, which joins tables",
    "number": "the row's number in the list",
    "applied on": "the day you applied",
    "applied": "whether you applied",
    "noted on": "the day you noted it",
    "status": "how it stands",
    "status on": "the day of that status",
    "stage": "a stage: its day, or whether it happened",
    "answered": "whether they answered",
    "answered on": "the day of their first answer",
    "days to": "how many days after you applied",
    "history": "all stages in one cell",
    "order": "the order of the rows of one application",
    "keep": "kept in the notes",
    "skip": "left out",
}

_NAMES = (
    """
company: company, company name, companies, employer, organization, organisation, org, firm, business, company applied, company applied to, company and location, name of company, name of the company, company organization, companyname, employer name, startup, agency, hiring company, corporation, unternehmen, firma, arbeitgeber, betrieb, entreprise, societe, employeur, empresa, compania, organizacion, azienda, societa, ditta, bedrijf, werkgever, przedsiebiorstwo, nazwa firmy, sirket, firma adi, foretag, arbetsgivare, virksomhed, yritys, компания, работодатель, фирма, 公司, 公司名称, 企业, 企业名称, 会社, 会社名, 企業, 企業名, 회사, 회사명, 기업, 기업명, חברה, where, sender name, who
role: role, roles, job title, title, position, positions, position title, position name, position applied, position applied for, position applied to, job, job name, job role, job position, role title, role name, role position, jobtitle, job posting title, job applied for, post, opening, opportunity, vacancy, designation, occupation, position role, position job title, internship, program, program name, stelle, position bezeichnung, jobtitel, stellenbezeichnung, stellentitel, rolle, beruf, poste, intitule, intitule du poste, fonction, metier, puesto, cargo, vacante, posicion, rol, posicao, vaga, funcao, posizione, ruolo, mansione, functie, rol titel, vacature, stanowisko, pozisyon, unvan, roll, tjanst, befattning, stilling, tehtava, должность, позиция, вакансия, роль, 职位, 岗位, 职位名称, 岗位名称, 職種, ポジション, 募集職種, 직무, 포지션, 직책, תפקיד, משרה
company and role: company role, company and role, company position, company and position, company job, company title, company job title, role company, position company, role and company, position and company, job at company, application
place: location, locations, place, city, job location, office, office location, city state, state, country, region, area, address, work location, company location, location city, town, ort, standort, stadt, arbeitsort, lieu, ville, localisation, ubicacion, lugar, ciudad, localidad, localizacao, local, cidade, luogo, sede, citta, locatie, plaats, standplaats, lokalizacja, miasto, konum, sehir, yer, ort stad, sted, sijainti, paikkakunta, город, место, локация, 地点, 城市, 工作地点, 勤務地, 場所, 위치, 지역, 근무지, מיקום
link: link, url, job link, job url, posting, job posting, job posting url, job posting link, posting link, posting url, application link, application url, application website, listing, job listing, listing url, link to job, link to posting, link to job posting, link to application, link to listing, website link, job post, job post link, job post url, job ad, job advert, advert, website, site link, web link, webpage, web page, page, hyperlink, description link, job description link, jd link, link to jd, links, portal link, portal, apply link, careers page, career page, company website, company site, company url, stellenanzeige, anzeige, lien, lien offre, lien de l offre, annonce, site, enlace, liga, url oferta, link vaga, link da vaga, sito, annuncio, vacature link, ogloszenie, ilan, ilan linki, lank, annons, ссылка, 链接, 网址, 投递链接, 官网, リンク, 링크, 공고 링크, קישור
source: source, sources, job source, found on, found at, found via, found through, where found, how found, how did i find, how i found it, where i found it, applied via, applied through, applied on site, application method, method, method of application, application source, application site, platform, channel, job board, job site, jobboard, board, via, website applied, where applied, applied from, how, how applied, how i applied, medium, application platform, application channel, application portal, lead source, discovery, heard about, heard from, origin, resource, quelle, jobborse, plattform, kanal, gefunden uber, gefunden auf, canal, plateforme, fuente, plataforma, portal de empleo, medio, fonte, canale, piattaforma, bron, kanaal, platforma, zrodlo, kaynak, kalla, kilde, источник, 渠道, 平台, 投递渠道, 来源, 媒体, 応募経路, 応募媒体, 출처, 지원경로, 플랫폼, מקור, apply method, apply through, type of application, application type, easy application
referral: referral, referred, referred by, referral by, referrer, referral name, referral contact, reference, reference by, recommended by, recommendation, employee referral, got referral, has referral, with referral, referral used, referral y n, empfehlung, empfohlen von, recommande par, cooptation, referencia, referido, recomendado por, indicacao, indicado por, referenza, referencja, polecenie, referans, tipsad av, 内推, 内推人, 紹介, 추천, הפניה
salary: salary, pay, pay range, salary range, compensation, comp, total compensation, tc, wage, hourly, hourly rate, hourly pay, pay rate, rate, salary expectation, salary expectations, expected salary, max salary, min salary, salary min, salary max, base, base salary, offered salary, salary offered, listed salary, posted salary, salary amount, wage amount, stipend, remuneration, package, ctc, budget, gehalt, gehaltsvorstellung, gehaltswunsch, lohn, salaire, remuneracion, salario, sueldo, salario ofrecido, faixa salarial, remuneracao, retribuzione, stipendio, ral, salaris, loon, wynagrodzenie, pensja, widelki, maas, ucret, lon, зарплата, зп, 薪资, 薪水, 工资, 薪酬, 年収, 給与, 연봉, 급여, שכר
contact: contact, contacts, contact name, contact person, point of contact, poc, recruiter, recruiter name, recruiters, hiring manager, hiring manager name, hr contact, hr name, interviewer, interviewers, interviewer name, person contacted, people, who contacted, connection, connections, network contact, company contact, contact info, contact information, contact details, linkedin contact, ansprechpartner, ansprechpartnerin, kontaktperson, personne de contact, recruteur, interlocuteur, contacto, reclutador, persona de contacto, contato, recrutador, contatto, referente, contactpersoon, osoba kontaktowa, rekruter, irtibat, ilgili kisi, kontakt person, yhteyshenkilo, контакт, рекрутер, контактное лицо, 联系人, 面试官, 担当者, 담당자, איש קשר, sent to, spoke with
contact email: email, e mail, contact email, email address, recruiter email, hr email, mail, hr mail, sender email, email contact, contact e mail, correo, correo electronico, courriel, mel, e posta, eposta, почта, 邮箱, メール, 이메일
contact phone: phone number, phone no, contact phone, contact phone number, contact number, telephone number, tel, mobile, mobile number, telefon, telefonnummer, telephone, numero, telefono, telefone, telefoon, telefoonnummer, numer telefonu, телефон, 电话, 電話, 전화
notes: notes, note, comments, comment, remarks, remark, additional notes, additional info, additional information, other notes, other, details, description, info, misc, thoughts, observations, feedback, memo, my notes, notizen, notiz, bemerkung, bemerkungen, kommentar, kommentare, anmerkungen, anmerkung, commentaire, commentaires, remarques, notas, nota, comentarios, observaciones, observacoes, comentario, note aggiuntive, commenti, osservazioni, opmerkingen, opmerking, notities, uwagi, notatki, komentarz, notlar, not, aciklama, anteckningar, kommentarer, noter, bemaerkninger, muistiinpanot, заметки, комментарий, комментарии, примечание, примечания, 备注, 说明, メモ, 備考, 비고, 메모, הערות, question and answers, subject
id: id, application id, app id, applicationid, job id, jobid, req id, requisition, requisition id, requisition number, req number, reference number, ref, ref no, reference no, job reference, job ref, job number, job no, posting id, job code, tracking id, application number, application no, uuid, key, record id, kennziffer, referenznummer, candidature id, reference offre
number: number, no, nr, s no, sno, sl no, sr no, serial, serial no, serial number, index, count, row, unnamed 0, level 0, num, nummer, lp, l p, 序号, 编号, 番号, 번호, app number, application count, total, n
applied on: date applied, applied date, application date, date of application, applied on, applied at, applied time, date sent, sent date, date submitted, submitted date, submission date, submitted on, submitted, date applied on, apply date, date apply, application sent, application sent date, application submitted, application submitted date, date application sent, date application submitted, date of submission, day applied, when applied, when, date, dates, day, applied when, date of apply, app date, applieddate, applydate, application day, application dates, dateapplied, start, applied day, month applied, time applied, datum, bewerbungsdatum, beworben am, bewerbung am, datum der bewerbung, datum bewerbung, abgeschickt am, versendet am, date de candidature, date candidature, date d envoi, date envoi, envoye le, date postulation, fecha, fecha de aplicacion, fecha aplicacion, fecha de solicitud, fecha solicitud, fecha de postulacion, fecha postulacion, fecha de envio, fecha envio, data, data de aplicacao, data da candidatura, data candidatura, data aplicacao, data de envio, data invio, data di candidatura, inviato il, sollicitatiedatum, datum sollicitatie, datum verzonden, data aplikacji, data wyslania, data aplikowania, tarih, basvuru tarihi, ansokningsdatum, datum sokt, sokt datum, dato, ansogningsdato, paivamaara, дата, дата отклика, дата подачи, дата отправки, 日期, 投递日期, 投递时间, 申请日期, 时间, 応募日, 日付, エントリー日, 지원일, 지원날짜, 날짜, 지원 날짜, תאריך, תאריך הגשה, date received
noted on: date saved, saved date, saved on, saved at, created, created at, created on, createdat, date created, date added, added, added on, added at, date found, found on date, discovered, timestamp, date noted, entry date, created time, creation date, date logged, logged, date listed, bookmarked on, erstellt, erstellt am, hinzugefugt am, ajoute le, cree le, fecha de creacion, data de criacao, дата создания
status: status, current status, application status, app status, status label, state, stage, current stage, application stage, stages, phase, progress, result, results, outcome, outcomes, final status, final outcome, finalstatus, final result, final decision, decision, decisions, list, pipeline, pipeline stage, step, current step, status update, latest status, last status, job status, response, responses, company response, response status, response type, update, updates, where am i, standing, situation, verdict, what happened, bewerbungsstatus, stand, ergebnis, antwort, ruckmeldung, reaktion, etat, statut, avancement, reponse, resultat, resultado, estado, estatus, etapa, situacion, respuesta, estado actual, fase, situacao, resposta, stato, esito, risposta, stadio, resultaat, reactie, uitkomst, wynik, odpowiedz, etap, durum, sonuc, asama, yanit, resultat status, svar, tila, vastaus, tilanne, статус, результат, этап, ответ, стадия, 状态, 进度, 结果, 当前状态, 进展, 阶段, 状況, 結果, ステータス, 選考状況, 進捗, 상태, 결과, 진행상황, 진행상태, 현황, סטטוס, מצב, תוצאה, interview status
status on: status date, date of status, status updated, status changed, date status changed, status change date, last update, last updated, last updated on, last status update, update date, updated, updated at, updated on, updatedat, date updated, date of update, modified, last modified, modified at, last activity, last activity date, last change, last changed, last contact, last contacted, last contact date, last communication, last communication date, communication date, final communication date, finalcommunicationdate, last heard, result date, outcome date, decision date, date of decision, date of result, date of outcome, closed date, date closed, date archived, end date, final date, finish date, date of last contact, letzte aktualisierung, aktualisiert am, datum status, letzter kontakt, derniere mise a jour, mise a jour, fecha actualizacion, fecha de actualizacion, ultima actualizacion, ultimo contacto, data atualizacao, ultima atualizacao, ultimo aggiornamento, data aggiornamento, laatste update, ostatnia aktualizacja, son guncelleme, guncelleme tarihi, senast uppdaterad, обновлено, дата обновления, дата статуса, 更新时间, 更新日期, 更新日, 업데이트, עדכון אחרון
answered on: response date, date of response, date responded, responded on, responded date, date of 1st response, date of first response, first response date, date first response, reply date, date of reply, date replied, date heard back, heard back date, heard back on, heard back, answer date, date of answer, date response received, response received date, response received, contact date, contacted on, date contacted, first contact, date of first contact, date of contact, first contact date, callback date, date of callback, email received, date email received, antwort am, datum antwort, antwortdatum, ruckmeldung am, datum ruckmeldung, date de reponse, date reponse, reponse le, fecha de respuesta, fecha respuesta, data de resposta, data resposta, data risposta, datum reactie, data odpowiedzi, yanit tarihi, donus tarihi, svarsdatum, дата ответа, 回复日期, 反馈日期, 回复时间, 返信日, 답변일
answered: answered, got response, got a response, response received y n, any response, response yes no, reply, replied, replied y n, heard back y n, responded, did they respond, did they reply, contacted back, call back, callback, ruckmeldung erhalten, antwort erhalten
applied: applied, applied yes no, applied y n, have i applied, application completed, application done, did i apply, beworben, postule, aplicado, sent, application sent y n, applied yet
history: stage history, status history, history, timeline, events, activity, activities, progress log, activity log, log, rounds, interview rounds, all stages, path, journey, verlauf, historie, historique, historial, historico, storico, historia
order: status order, statusorder, event order, step number, sequence, seq, round number, round no, stage order, stage number, position in history
keep: follow up, follow ups, followup, follow up date, next follow up, followed up, follow up on, next action, next step, next steps, next actions, action date, actiondate, action, actions, to do, todo, deadline, due date, due, closing date, application deadline, close date, expiry date, posted, date posted, posted date, posted on, posting date, publish date, listed, date listed on site, easy application, semester, season, term, job type, jobtype, employment type, type, work type, workplace type, workplacetype, work mode, remote, remote hybrid, hybrid, on site or remote, job level, level, seniority, experience, experience level, years of experience, industry, sector, field, company type, company size, size, department, team, category, tags, tag, labels, label, skills, tech stack, stack, technologies, technology, requirements, qualifications, responsibilities, job description, jd, resume, resume version, resume used, resume name, cv, cv version, cv used, cover letter, coverletter, coverletter used, cl, portfolio, attachments, documents, files, excitement, interest, interest level, priority, rating, stars, fit, match, match score, ranking, score, current date, today, days, days since, days since applied, days passed, days elapsed, days open, age, response time, time to response, time elapsed, duration, visa, sponsorship, sponsors, fortune 500, is fortune 500, login, username, user name, password, account, user id, archived, active, ghosted, ghosted y n, paid, wage salary contract, start date, availability, interview notes, interview prep, interview questions, interview feedback, questions, research, pros, cons, distance, commute, benefits, perks, year, month, week, quarter, reason, reasons, rejection reason, reason for rejection, why, semester applied, thank you, thank you note, thank you sent, thank you letter, assigned, company info, about company, mission, glassdoor, glassdoor rating, linkedin, hr linkedin, subject line
"""
    + """
days to: time to first response, time to rejection, time to response days, days to rejection, days to response, days until rejection, days until response, days to first response, days until first response
"""
)


@lru_cache(maxsize=1)
def named() -> dict[str, Meaning]:
    """Every known name of a column. The first line that has a name keeps it."""
    found: dict[str, Meaning] = {}
    for line in filter(None, map(str.strip, _NAMES.splitlines())):
        kind, _, names = line.partition(":")
        for name in names.split(","):
            found.setdefault(plain(name), Meaning(kind))
    for name in [name for name, meaning in found.items() if meaning.kind == "days to"]:
        found[name] = Meaning("days to", "rejected" if "reject" in name else "answered")
    return found


@lru_cache(maxsize=4096)
def by_name(header: str) -> Meaning | None:
    """The meaning of a column's name, in any of its spellings, or None."""
    name = _bare(header)
    return named().get(name) or named().get(name.replace(" ", "")) or _numbered(name) or _near(name)


def _bare(header: str) -> str:
    """The name without what people add in brackets, and without a leading `the` or `my`."""
    whole = plain_name(header)
    if whole in named():
        return whole
    short = plain_name(header.split("(")[0]) or whole
    words = short.split()
    while words and words[0] in {"the", "my", "your", "please", "enter"}:
        words = words[1:]
    return " ".join(words)


def _numbered(name: str) -> Meaning | None:
    """`Status 2`, `Status 2 Date`, `2nd Status`, `Date Status 2`."""
    words = name.split()
    digits = [word for word in words if word.strip("stndrh").isdigit()]
    rest = [word for word in words if word not in digits]
    if len(digits) != 1:
        return None
    number = digits[0].strip("stndrh")
    dated = {"date", "on", "datum", "fecha", "data"} & set(rest)
    kind = " ".join(
        word for word in rest if word not in {"date", "on", "datum", "fecha", "data", "of"}
    )
    if kind in {"status", "stage", "update", "outcome", "result", "response", "step", "event"}:
        return Meaning("status on" if dated else "status", number)
    return None


def _near(name: str) -> Meaning | None:
    """A misspelt name."""
    if len(name) < 5:
        return None
    best = process.extractOne(name, _long_names(), scorer=fuzz.ratio, score_cutoff=88)
    return named()[best[0]] if best else None


@lru_cache(maxsize=1)
def _long_names() -> list[str]:
    return [name for name in named() if len(name) >= 5]
